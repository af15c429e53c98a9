import { canonicalJson } from '../json/canonical-json.js';
import type { Ids } from '../ports/ids.js';
import type { Relation } from '../protocol/methods.js';
import type { Refusal } from '../protocol/refusals.js';
import type { DomainEvent, Person, RoomCommand } from './rooms.js';

/** A command on its way through the engine. */
export interface Command {
  community: string;
  /** Kept by whoever retries; unique within the community. */
  id: string;
  actor: Person;
  /** The stream that it is about; reactions may touch others. */
  stream: string;
  /** What the actor must be to that stream, or is told `not_found`. */
  relation: Relation;
  body: RoomCommand;
  /** How many conversations the actor has open beside this one, where the decision rests on it. @defaultValue 0 */
  openCount?: number;
  /** Visitors whom the coach who would get the conversation must not meet. @defaultValue none */
  blockedVisitorIds?: readonly string[];
  /** Where the actor is, as a keyed digest; never part of what is told apart from a retry. @defaultValue not known */
  origin?: string | null;
  /** What was received, for telling a retry from another command under the same id. @defaultValue `body` */
  params?: unknown;
}

/** `result` is JSON text: a retry gets it back byte for byte. */
export type CommandOutcome = { result: string } | { refused: Refusal; retryAfterMs?: number };

/** Digest of who asked for what, over canonical JSON. */
export const commandHash = (ids: Ids, { actor, body, params }: Command): string =>
  ids.digest(canonicalJson([actor.kind, actor.id, body.type, params ?? body]));

interface Decided {
  command: Command;
  events: readonly DomainEvent[];
  /** Offset of the first event on the command's own stream. */
  offset: number;
}

type ResultOf = (decided: Decided) => Record<string, unknown>;

const withLease: ResultOf = ({ offset, events }) => ({ offset, leaseEndsAt: events[0]?.data.leaseEndsAt });

const withTime: ResultOf = ({ offset, events }) => ({ offset, at: events[0]?.at });

const results: Readonly<Partial<Record<RoomCommand['type'], ResultOf>>> = {
  'conversation.ask': ({ command, offset }) => ({
    conversationId: (command.params as { conversationId: string }).conversationId,
    offset,
  }),
  'message.post': withTime,
  'page.set': () => ({}),
  'conversation.report': () => ({}),
  // Where what commutes will stand is not known when it is decided.
  'lounge.like': () => ({}),
  'lounge.unlike': () => ({}),
  // Of streams that are nobody's feed, where an offset says nothing.
  'reward.redeem': () => ({}),
  'reward.fulfil': () => ({}),
  'reward.refuse': () => ({}),
  'tier.lock': () => ({}),
  'grade.confirm': () => ({}),
  'milestone.complete': () => ({}),
  'points.reverse': () => ({}),
  'lounge.post': withTime,
  'lounge.comment': withTime,
  'thread.post': withTime,
  'request.claim': withLease,
  'request.extend': withLease,
  'conversation.inspect': ({ offset, events }) => ({ offset, readsUntil: events[0]?.data.readsUntil }),
  'coach.provision': ({ command, offset }) => ({ id: command.actor.id, offset }),
};

/** What an accepted command answers. */
export function commandResult(decided: Decided): string {
  const resultOf = results[decided.command.body.type] ?? (({ offset }) => ({ offset }));
  return JSON.stringify(resultOf(decided));
}
