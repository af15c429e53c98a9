import { decideCoach } from '../coach/decide.js';
import { emptyCoach, evolveCoach } from '../coach/evolve.js';
import type { CoachCommand, CoachState } from '../coach/types.js';
import { decideConversation } from '../conversation/decide.js';
import { emptyConversation, evolveConversation } from '../conversation/evolve.js';
import { relates } from '../conversation/relates.js';
import type { Actor, By, ConversationCommand, ConversationEvent, ConversationState } from '../conversation/types.js';
import type { TopicTree } from '../expertise/types.js';
import { isShown } from '../matching/open-board.js';
import type { Relation } from '../protocol/methods.js';
import type { Refusal } from '../protocol/refusals.js';

/** A person as the engine knows them: an actor, and what matching asks about. */
export interface Person extends Actor {
  locales: readonly string[];
  topics: readonly string[];
}

export interface DomainEvent {
  type: string;
  at: number;
  by: By;
  data: Record<string, unknown>;
}

export type RoomCommand = ConversationCommand | CoachCommand;

/** What the world outside a stream adds to a decision. */
export interface World {
  now: number;
  actor: Person;
  gateOpen: boolean;
  /** The community's topics. */
  topics: Pick<TopicTree, 'has'>;
  /** Conversations that the actor has open beside this one. */
  openCount: number;
  leaseMs: number;
  /** How long a question waits; `later` where it was left for later. */
  requestMs: { now: number; later: number };
  capacityMax: number;
}

export type RoomDecision = { events: readonly DomainEvent[] } | { refused: Refusal };

/** A quiet room behind the engine: the state of one kind of stream, and who may decide what about it. */
export interface Room {
  empty: unknown;
  evolve(state: unknown, event: DomainEvent, offset: number): unknown;
  relates(relation: Relation, state: unknown, world: World): boolean;
  decide(command: RoomCommand, state: unknown, world: World): RoomDecision;
}

const conversation: Room = {
  empty: emptyConversation,
  evolve: (state, event, offset) => evolveConversation(state as ConversationState, event as ConversationEvent, offset),
  relates: (relation, state, { now, actor }) =>
    relation !== 'anyone' &&
    relation !== 'member' &&
    (relation === 'self' ||
      relates(relation, actor, state as ConversationState, {
        now,
        isShown: ({ summary }) => isShown(summary, actor),
      })),
  decide: (command, state, world) =>
    decideConversation(command as ConversationCommand, state as ConversationState, world) as RoomDecision,
};

const coach: Room = {
  empty: emptyCoach,
  evolve: (state, event) => evolveCoach(state as CoachState, event),
  relates: (relation, state) =>
    relation === 'self' || (relation === 'member' && (state as CoachState).kind === 'coach'),
  decide: (command, state, world) => decideCoach(command as CoachCommand, state as CoachState, world) as RoomDecision,
};

const rooms: Readonly<Record<string, Room>> = { conversation, coach };

/** The room of a stream, by the word before its slash. */
export function roomOf(stream: string): Room {
  const room = rooms[stream.slice(0, stream.indexOf('/'))];
  if (!room) throw new Error(`unable to find the room; no room owns the stream ${stream}`);
  return room;
}

export const conversationStream = (id: string) => `conversation/${id.toLowerCase()}`;
export const coachStream = (id: string) => `coach/${id}`;
/** The id behind a stream's name. */
export const streamId = (stream: string) => stream.slice(stream.indexOf('/') + 1);
