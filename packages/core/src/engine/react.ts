import type { CoachState } from '../coach/types.js';
import type { ConversationState } from '../conversation/types.js';
import type { LoungeEvent, LoungeState, PostCommand, PostState } from '../lounge/types.js';
import type { MatchReturn } from '../matching/backstage.js';
import type { MatchDecision } from '../matching/types.js';
import { noRecognition, type Recognition } from '../recognition/define-recognition.js';
import { likeCalls } from '../recognition/like-calls.js';
import { pointCalls } from '../recognition/point-calls.js';
import { rewardCall } from '../recognition/reward-commands.js';
import type { RewardEvent, RewardState } from '../recognition/rewards.js';
import { reactWithDeeds } from './react-with-deeds.js';
import { reactWithGuards } from './react-with-guards.js';
import type { Reaction } from './reaction.js';
import {
  backstageStream,
  coachStream,
  conversationStream,
  type DomainEvent,
  loungeStream,
  postStream,
  type RoomCommand,
  roomName,
  streamId,
} from './rooms.js';

/** What an event is looked at with. */
interface Around {
  /** The stream's state before the event. */
  before: unknown;
  /** How the community recognises its coaches. @defaultValue it doesn't */
  recognition?: Recognition | undefined;
  /** Where whoever gave the command is, as a keyed digest. @defaultValue not known */
  origin?: string | null | undefined;
}

/**
 * Pure rules from events to what must follow in the same commit. A claim takes one of the coach's slots, so the
 * capacity is an invariant of the coach's own stream; whatever ends the claim frees it. Thanks show what a coach knows.
 */
export function react(
  stream: string,
  event: DomainEvent,
  { before, recognition = noRecognition, origin = null }: Around,
): Reaction[] {
  if (event.type === 'coach.suspended' || event.type === 'coach.left')
    return reactOfParting(stream, event, before as CoachState);
  if (stream === loungeStream) return reactOfLounge(event as LoungeEvent, before as LoungeState);
  if (roomName(stream) === 'reward') {
    // What the coach can't pay isn't theirs: where the ledger refuses, all is refused.
    const call = rewardCall(streamId(stream), event as unknown as RewardEvent, before as RewardState);
    return call ? [{ stream: coachStream(call.coachId), command: call.command }] : [];
  }
  const reaction = reactions[event.type];
  const conversation = before as ConversationState;
  const conversationId = streamId(stream);
  const called = reaction ? reaction(conversationId, event, conversation) : [];
  const points =
    roomName(stream) === 'post'
      ? likeCalls({ postId: conversationId, event, before: before as PostState }, recognition)
      : pointCalls({ conversationId, event, before: conversation, recognition });
  return [
    ...called,
    // A visitor's word never fails for what it is worth.
    ...points.map(({ coachId, command }) => ({ stream: coachStream(coachId), command, isOptional: true })),
    ...reactWithDeeds({ stream, event, before, recognition }),
    ...reactWithGuards({ stream, event, before, recognition, origin }),
  ];
}

/** Whoever waits for a coach who is suspended, or gone, is the others' at once: what they hold, and what waits for them alone. */
function reactOfParting(stream: string, { data }: DomainEvent, { slots }: CoachState): Reaction[] {
  const coachId = streamId(stream);
  const tell = (conversationId: string, command: RoomCommand) => ({
    stream: conversationStream(conversationId),
    command,
    isOptional: true,
  });
  const reserved = (data.reservedIds as readonly string[]).filter((id) => !slots.includes(id));
  return [
    ...slots.map((id) => tell(id, { type: 'conversation.reoffer', coachId, why: 'left' })),
    ...reserved.map((id) => tell(id, { type: 'first_right.waive', coachId })),
  ];
}

/** What the lounge says of a post, the post's own stream knows at the same moment. */
function reactOfLounge({ type, data }: LoungeEvent, before: LoungeState): Reaction[] {
  const offset = before.offset + 1;
  const tell = (postId: string, command: PostCommand): Reaction[] => [{ stream: postStream(postId), command }];
  switch (type) {
    case 'lounge.posted':
      return tell(data.postId, { type: 'post.open', offset });
    case 'lounge.commented':
      return tell(data.postId, { type: 'post.comment', commentId: data.commentId, offset });
    case 'lounge.liked':
      return tell(data.postId, { type: 'post.like' });
    case 'lounge.unliked':
      return tell(data.postId, { type: 'post.unlike' });
    case 'lounge.removed': {
      const { postId, ...rest } = data;
      return tell(postId, { type: 'post.remove', ...rest });
    }
    default:
      return [];
  }
}

type React = (conversationId: string, event: DomainEvent, before: ConversationState) => Reaction[];

const backstage = (conversationId: string, command: RoomCommand): Reaction => ({
  stream: backstageStream(conversationId),
  command,
});

const freeSlot = (conversationId: string, coachId: string | null): Reaction[] =>
  coachId ? [{ stream: coachStream(coachId), command: { type: 'slot.free', conversationId } }] : [];

/** The coach's slot is free again, and the request is the matcher's. */
const returned =
  (why: MatchReturn): React =>
  (conversationId, _, { coachId }) =>
    coachId
      ? [...freeSlot(conversationId, coachId), backstage(conversationId, { type: 'match.return', coachId, why })]
      : [];

/** A rating from here on says that the conversation helped, as a thank-you does. */
const helpfulStarsMin = 4;

/** Whoever answered has shown that they know the topic. */
const earned: React = (conversationId, _, { summary: { topic }, answeredById }) =>
  topic && answeredById
    ? [{ stream: coachStream(answeredById), command: { type: 'expertise.earn', topic, conversationId } }]
    : [];

/** Thanks are taken back: what a good rating of the same coach earned stays. */
const unthanked: React = (conversationId, _, { summary: { topic, stars }, thanks, rating }) => {
  const coachId = thanks?.coachId;
  const isRated = (stars ?? 0) >= helpfulStarsMin && rating?.coachId === coachId;
  return topic && coachId && !isRated ? [withdrawn({ coachId, topic, conversationId })] : [];
};

/** A good rating becomes a poor one: what thanks to the same coach earned stays. */
const ratedLess: React = (conversationId, _, { summary: { topic, stars, thanked }, thanks, rating }) => {
  const coachId = rating?.coachId;
  const isThanked = thanked && thanks?.coachId === coachId;
  return topic && coachId && (stars ?? 0) >= helpfulStarsMin && !isThanked
    ? [withdrawn({ coachId, topic, conversationId })]
    : [];
};

const withdrawn = ({ coachId, ...about }: { coachId: string; topic: string; conversationId: string }): Reaction => ({
  stream: coachStream(coachId),
  command: { type: 'expertise.withdraw', ...about },
});

const reactions: Readonly<Record<string, React>> = {
  'match.decided': (conversationId, { data }) => {
    const { alternatives } = data as unknown as MatchDecision;
    if (alternatives.length === 0) return [];
    return [{ stream: conversationStream(conversationId), command: { type: 'alternatives.offer', alternatives } }];
  },
  'request.claimed': (conversationId, { by }, { visitorId }) => [
    { stream: coachStream(by.id ?? ''), command: { type: 'slot.take', conversationId, visitorId } },
    backstage(conversationId, { type: 'match.end' }),
  ],
  'lease.expired': returned('lease_expired'),
  'conversation.released': returned('released'),
  'conversation.reoffered': returned('vanished'),
  'conversation.transferred': returned('transferred'),
  'conversation.paused': (conversationId, _, { coachId }) => freeSlot(conversationId, coachId),
  'conversation.closed': (conversationId, _, { coachId, summary }) => [
    ...freeSlot(conversationId, coachId),
    ...(summary.status === 'waiting' ? [backstage(conversationId, { type: 'match.end' })] : []),
  ],
  'message.posted': (conversationId, { by }, { summary, firstRight, lastCoach }) => {
    if (by.kind !== 'visitor' || summary.status !== 'on_hold') return [];
    const coachId = firstRight?.coachId ?? lastCoach?.id ?? '';
    return [backstage(conversationId, { type: 'match.return', coachId, why: 'resumed' })];
  },
  'request.declined': (conversationId, { by }) => [
    { stream: conversationStream(conversationId), command: { type: 'first_right.waive', coachId: by.id ?? '' } },
  ],
  'conversation.thanked': earned,
  'conversation.unthanked': unthanked,
  'conversation.rated': (conversationId, event, before) =>
    ((event.data.stars as number) >= helpfulStarsMin ? earned : ratedLess)(conversationId, event, before),
  'conversation.blocked': (conversationId, { by, data }, { visitorId, coachId: holder, lastCoach }) => {
    const coachId = by.kind === 'coach' ? (by.id ?? '') : (holder ?? lastCoach?.id ?? '');
    return [
      backstage(conversationId, { type: 'pair.block', visitorId, coachId, reason: String(data.reason) }),
      // On the coach's own stream, whose head every claim rests on: no claim is faster than a block.
      { stream: coachStream(coachId), command: { type: 'visitor.avoid', visitorId } },
    ];
  },
};
