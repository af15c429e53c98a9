import { decideBackstage } from '../backstage/decide.js';
import { emptyBackstage, evolveBackstage } from '../backstage/evolve.js';
import type { BackstageCommand, BackstageEvent, BackstageState } from '../backstage/types.js';
import { decideAnnouncement, emptyAnnouncement, evolveAnnouncement } from '../care/announcement.js';
import {
  decideReviews,
  emptyReviews,
  evolveReviews,
  type ReviewCommand,
  type ReviewEvent,
  type ReviewsState,
} from '../care/reviews.js';
import { decideThread, emptyThread, evolveThread } from '../care/thread.js';
import type {
  AnnouncementCommand,
  AnnouncementEvent,
  AnnouncementState,
  ThreadCommand,
  ThreadEvent,
  ThreadState,
} from '../care/types.js';
import { decideCoach } from '../coach/decide.js';
import { emptyCoach, evolveCoach, intentAt } from '../coach/evolve.js';
import { type SlotBounds, slotsMaxOf } from '../coach/slots-max.js';
import type { CoachCommand, CoachState } from '../coach/types.js';
import { decideConversation } from '../conversation/decide.js';
import { emptyConversation, evolveConversation } from '../conversation/evolve.js';
import { type ConversationRelation, relates } from '../conversation/relates.js';
import type {
  Actor,
  By,
  ConversationCommand,
  ConversationContext,
  ConversationEvent,
  ConversationState,
  Patience,
} from '../conversation/types.js';
import { decideDemand } from '../demand/decide.js';
import { emptyDemand, evolveDemand } from '../demand/evolve.js';
import type { DemandCommand, DemandState } from '../demand/types.js';
import type { TopicTree } from '../expertise/types.js';
import { decideLounge, isCommutingInLounge } from '../lounge/decide.js';
import { emptyLounge, evolveLounge } from '../lounge/evolve.js';
import { decidePost, emptyPost, evolvePost } from '../lounge/post.js';
import type { LoungeCommand, LoungeState, PostCommand, PostEvent, PostState } from '../lounge/types.js';
import type { ShownFacts } from '../matching/types.js';
import { decidePrivacy } from '../privacy/decide.js';
import { emptyPrivacy, evolvePrivacy } from '../privacy/evolve.js';
import type { EraseCommand, PrivacyCommand, PrivacyEvent, PrivacyState } from '../privacy/types.js';
import type { Relation } from '../protocol/methods.js';
import type { Refusal } from '../protocol/refusals.js';
import { type DeedCommand, decideDeed } from '../recognition/decide-deed.js';
import { decideStanding, isStandingCommand, type StandingCommand } from '../recognition/decide-standing.js';
import { noRecognition, type Recognition } from '../recognition/define-recognition.js';
import {
  emptyRecognised,
  evolveRecognised,
  type RecognisedCoach,
  type RecognisedEvent,
} from '../recognition/recognised-coach.js';
import {
  decideReward,
  emptyReward,
  evolveReward,
  type RewardCommand,
  type RewardEvent,
  type RewardState,
} from '../recognition/rewards.js';

/** A person as the engine knows them: an actor, and what matching asks about. */
export interface Person extends Actor {
  locales: readonly string[];
  topics: readonly string[];
}

/** What time and rules do is done by nobody. */
export const system: Person = { kind: 'system', id: 'system', name: 'system', locales: [], topics: [] };

export interface DomainEvent {
  type: string;
  at: number;
  by: By;
  data: Record<string, unknown>;
}

export type RoomCommand =
  | ConversationCommand
  | CoachCommand
  | BackstageCommand
  | DemandCommand
  | LoungeCommand
  | PostCommand
  | ThreadCommand
  | AnnouncementCommand
  | DeedCommand
  | StandingCommand
  | RewardCommand
  | ReviewCommand
  | PrivacyCommand
  | EraseCommand;

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
  patience: Patience;
  /** Visitors whom the coach who would get the conversation must not meet. */
  blockedVisitorIds: readonly string[];
  /** How the community recognises its coaches. @defaultValue it doesn't */
  recognition?: Recognition;
  /** Where the actor is, as a keyed digest. @defaultValue not known */
  origin?: string | null;
  /** @defaultValue empty */
  communityId?: string;
  /** Whether the policy shows the request to the actor now; `match` is null until the matcher has looked at it. */
  sees(request: ConversationState, match: ShownFacts | null): boolean;
}

/** The world, the stream that the command is about, and the state of the one that it consults. */
export type RoomWorld = World & { stream: string; beside?: unknown };

export type RoomDecision = { events: readonly DomainEvent[] } | { refused: Refusal };

/** A quiet room behind the engine: the state of one kind of stream, and who may decide what about it. */
export interface Room {
  empty: unknown;
  evolve(state: unknown, event: DomainEvent, offset: number): unknown;
  /** Another stream that a decision looks at and doesn't change. */
  consults?(command: RoomCommand, stream: string): string | null;
  /** Whether it takes its place wherever the stream ends (`expected: 'any'`). Such a stream projects no rows. */
  commutes?(command: RoomCommand): boolean;
  relates(relation: Relation, state: unknown, world: RoomWorld): boolean;
  decide(command: RoomCommand, state: unknown, world: RoomWorld): RoomDecision;
}

const matchOf = ({ beside }: RoomWorld) => ((beside ?? emptyBackstage) as BackstageState).match;

const seesNow = (state: ConversationState, world: RoomWorld) => {
  const match = matchOf(world);
  return world.sees(state, match.requirement === null ? null : match);
};

/** Whether the actor, a coach, has ever been shown this request. */
function isShown(state: ConversationState, world: RoomWorld): boolean {
  const { actor, blockedVisitorIds } = world;
  if (actor.kind !== 'coach' || blockedVisitorIds.includes(state.visitorId)) return false;
  if (state.firstRight?.coachId === actor.id) return true;
  return Object.hasOwn(matchOf(world).offers, actor.id) || seesNow(state, world);
}

/** How a request that the actor has been shown stands to them now. */
function offerTo(state: ConversationState, world: RoomWorld): NonNullable<ConversationContext['offer']> {
  if (matchOf(world).excluded.includes(world.actor.id)) return 'declined';
  return seesNow(state, world) ? 'open' : 'closed';
}

const elsewhere: readonly Relation[] = ['anyone', 'self', 'member', 'author', 'correspondent'];
const isOfConversation = (relation: Relation): relation is ConversationRelation => !elsewhere.includes(relation);

const conversation: Room = {
  empty: emptyConversation,
  evolve: (state, event, offset) => evolveConversation(state as ConversationState, event as ConversationEvent, offset),
  consults(command, stream) {
    if (command.type === 'request.claim') return backstageStream(streamId(stream));
    return command.type === 'conversation.transfer' && command.to.kind === 'coach' ? coachStream(command.to.id) : null;
  },
  relates: (relation, state, world) =>
    relation === 'self' ||
    (isOfConversation(relation) &&
      relates(relation, world.actor, state as ConversationState, {
        now: world.now,
        isShown: (shown) => isShown(shown, world),
      })),
  decide(command, state, world) {
    const before = state as ConversationState;
    return decideConversation(
      command as ConversationCommand,
      before,
      contextOf(command, before, world),
    ) as RoomDecision;
  },
};

function contextOf(command: RoomCommand, state: ConversationState, world: RoomWorld): ConversationContext {
  if (command.type === 'request.claim') return { ...world, offer: offerTo(state, world) };
  const { recognition = noRecognition } = world;
  if (command.type === 'conversation.thank' || command.type === 'conversation.rate')
    return { ...world, editableMs: recognition.editableMs };
  return command.type === 'conversation.transfer' ? { ...world, target: targetOf(state, world) } : world;
}

/** The coach whom a transfer names, as far as it matters. */
function targetOf({ visitorId }: ConversationState, world: RoomWorld) {
  const { beside, now, blockedVisitorIds } = world;
  const coach = beside as CoachState | undefined;
  if (coach?.kind !== 'coach') return null;
  return {
    isAvailable: intentAt(coach, now) === 'available' && !blockedVisitorIds.includes(visitorId),
    hasFreeSlot: coach.slots.length < slotsMaxOf(coach, boundsOf(world)),
  };
}

const backstage: Room = {
  empty: emptyBackstage,
  evolve: (state, event) => evolveBackstage(state as BackstageState, event as BackstageEvent),
  consults: (_, stream) => conversationStream(streamId(stream)),
  relates: (relation, state, world) =>
    relation === 'self' ||
    (isOfConversation(relation) &&
      relates(relation, world.actor, world.beside as ConversationState, {
        now: world.now,
        isShown: (shown) => isShown(shown, { ...world, beside: state }),
      })),
  decide: (command, state, world) =>
    decideBackstage(command as BackstageCommand, state as BackstageState, {
      now: world.now,
      actor: world.actor,
      isWaiting: (world.beside as ConversationState).summary.status === 'waiting',
      isErased: (world.beside as ConversationState).isErased,
    }) as RoomDecision,
};

const boundsOf = ({ capacityMax, recognition }: World): SlotBounds => ({
  capacityMax,
  grades: recognition?.options.grades,
});

const coach: Room = {
  empty: emptyCoach,
  evolve: (state, event) => evolveCoach(state as CoachState, event),
  relates: (relation, state) =>
    relation === 'self' || (relation === 'member' && (state as CoachState).kind === 'coach'),
  decide: (command, state, world) =>
    decideCoach(command as CoachCommand, state as CoachState, { ...world, ...boundsOf(world) }) as RoomDecision,
};

/** What a coach did and is recognised for, beside points. */
const recognition: Room = {
  empty: emptyRecognised,
  evolve: (state, event) => evolveRecognised(state as RecognisedCoach, event as unknown as RecognisedEvent),
  consults: (_, stream) => coachStream(streamId(stream)),
  relates: (relation, _, { beside, actor }) =>
    (relation === 'self' && actor.kind === 'system') ||
    (relation === 'member' && (beside as CoachState).kind === 'coach'),
  decide(command, state, { now, actor, stream, beside, communityId = '', recognition: rules = noRecognition }) {
    const { kind, ledger, quietHours } = beside as CoachState;
    const coach =
      kind === 'coach' ? { lifetimePoints: ledger?.lifetime ?? 0, timeZone: quietHours?.timeZone ?? null } : null;
    const context = { now, coachId: streamId(stream), communityId, recognition: rules, coach };
    const before = state as RecognisedCoach;
    if (isStandingCommand(command)) return decideStanding(command, before, { ...context, actor }) as RoomDecision;
    return decideDeed(command as DeedCommand, before, context) as RoomDecision;
  },
};

/** One reward of the catalogue, and who had it. */
const reward: Room = {
  empty: emptyReward,
  evolve: (state, event) => evolveReward(state as RewardState, event as unknown as RewardEvent),
  consults: (command) => (command.type === 'reward.redeem' ? coachStream(command.coachId) : null),
  relates: (relation) => relation === 'self',
  decide(command, state, { now, actor, stream, beside, recognition: { options } = noRecognition }) {
    const id = streamId(stream);
    return decideReward(command as RewardCommand, state as RewardState, {
      now,
      actor,
      reward: options.rewards?.catalogue.find((one) => one.id === id) ?? null,
      tier: ((beside ?? emptyCoach) as CoachState).tier ?? null,
      ladder: options.tiers?.ladder.map((tier) => tier.id) ?? [],
    }) as RoomDecision;
  },
};

const demand: Room = {
  empty: emptyDemand,
  evolve: (state, event) => evolveDemand(state as DemandState, event),
  relates: (relation) => relation === 'self',
  decide: (command, _, world) => decideDemand(command as DemandCommand, world) as RoomDecision,
};

const lounge: Room = {
  empty: emptyLounge,
  evolve: (state, event, offset) => evolveLounge(state as LoungeState, event, offset),
  consults: (command) => postStream((command as LoungeCommand).postId),
  commutes: (command) => isCommutingInLounge(command as LoungeCommand),
  // Who wrote what is known by the post: the decision itself looks.
  relates: (relation) => relation === 'self' || relation === 'author',
  decide: (command, state, { now, actor, beside }) =>
    decideLounge(command as LoungeCommand, state as LoungeState, { now, actor, post: beside as PostState }),
};

/** What is decided about one post: written together with the lounge, never commanded from outside. */
const post: Room = {
  empty: emptyPost,
  evolve: (state, event) => evolvePost(state as PostState, event as PostEvent),
  relates: () => false,
  decide: (command, _, world) => decidePost(command as PostCommand, world) as RoomDecision,
};

const thread: Room = {
  empty: emptyThread,
  evolve: (state, event) => evolveThread(state as ThreadState, event as ThreadEvent),
  consults: (_, stream) => coachStream(streamId(stream)),
  relates: (relation, _, { actor, stream, beside }) =>
    relation === 'correspondent' &&
    (beside as CoachState).kind === 'coach' &&
    (actor.kind === 'manager' || (actor.kind === 'coach' && actor.id === streamId(stream))),
  decide: (command, _, world) => decideThread(command as ThreadCommand, world),
};

/** What managers look at about one coach, who never reads it. */
const care: Room = {
  empty: emptyReviews,
  evolve: (state, event) => evolveReviews(state as ReviewsState, event as unknown as ReviewEvent),
  consults: (_, stream) => coachStream(streamId(stream)),
  relates: (relation, _, { beside }) =>
    relation === 'self' || (relation === 'member' && (beside as CoachState).kind === 'coach'),
  decide: (command, state, world) =>
    decideReviews(command as ReviewCommand, state as ReviewsState, world) as RoomDecision,
};

const announcement: Room = {
  empty: emptyAnnouncement,
  evolve: (state, event) => evolveAnnouncement(state as AnnouncementState, event as AnnouncementEvent),
  relates: (relation) => relation === 'self',
  decide: (command, state, world) =>
    decideAnnouncement(command as AnnouncementCommand, state as AnnouncementState, world) as RoomDecision,
};

/** What happens about one person's data: erasure, export, holds. No reader opens it. */
const privacy: Room = {
  empty: emptyPrivacy,
  evolve: (state, event) => evolvePrivacy(state as PrivacyState, event as PrivacyEvent),
  consults: (_, stream) => coachStream(streamId(stream)),
  relates: (relation) => relation === 'self',
  decide: (command, state, { now, actor, beside }) =>
    decidePrivacy(command as PrivacyCommand, state as PrivacyState, {
      now,
      actor,
      isMember: (beside as CoachState).kind !== 'none',
    }) as RoomDecision,
};

const rooms: Readonly<Record<string, Room>> = {
  conversation,
  coach,
  backstage,
  demand,
  lounge,
  post,
  thread,
  care,
  announcement,
  recognition,
  reward,
  privacy,
};

/** What kind of stream it is: the word before its slash, or all of it. */
export const roomName = (stream: string) => stream.split('/', 1)[0] as string;

export function roomOf(stream: string): Room {
  const room = rooms[roomName(stream)];
  if (!room) throw new Error(`unable to find the room; no room owns the stream ${stream}`);
  return room;
}

export const conversationStream = (id: string) => `conversation/${id.toLowerCase()}`;
/** What belongs to a conversation and isn't for its visitor: matching, reports. */
export const backstageStream = (id: string) => `backstage/${id.toLowerCase()}`;
export const coachStream = (id: string) => `coach/${id}`;
/** What a coach is recognised for. */
export const recognitionStream = (coachId: string) => `recognition/${coachId}`;
/** One reward of the catalogue. */
export const rewardStream = (rewardId: string) => `reward/${rewardId}`;
/** The coaches' feed. */
export const loungeStream = 'lounge';
/** What decisions about one post of the lounge rest on. */
export const postStream = (id: string) => `post/${id.toLowerCase()}`;
/** Between the managers and one coach. */
export const threadStream = (coachId: string) => `thread/${coachId.toLowerCase()}`;
/** What managers look at about one coach. */
export const careStream = (coachId: string) => `care/${coachId}`;
export const announcementStream = (id: string) => `announcement/${id.toLowerCase()}`;
/** What happens about one person's data. */
export const privacyStream = (personId: string) => `privacy/${personId}`;
/** @param day UTC, `yyyy-mm-dd` */
export const demandStream = (day: string) => `demand/${day}`;
/** The id behind a stream's name. */
export const streamId = (stream: string) => stream.slice(stream.indexOf('/') + 1);
