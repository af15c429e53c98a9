import type { StandingChange } from '../coach/types.js';
import type { ConversationState } from '../conversation/types.js';
import type { PostState } from '../lounge/types.js';
import type { Deed } from '../recognition/coach-record.js';
import type { Recognition } from '../recognition/define-recognition.js';
import type { HeldGrade } from '../recognition/grades.js';
import { type Liked, likeOf } from '../recognition/like-calls.js';
import { criteriaOf } from '../recognition/next-look.js';
import type { RecognisedEvent } from '../recognition/recognised-coach.js';
import { tierAwards } from '../recognition/tier-awards.js';
import type { Reaction } from './reaction.js';
import { coachStream, type DomainEvent, recognitionStream, streamId } from './rooms.js';

interface Told {
  stream: string;
  event: DomainEvent;
  /** The stream's state before the event. */
  before: unknown;
  recognition: Recognition;
}

type DeedOf = Pick<Deed, 'kind' | 'causeId' | 'topic' | 'personId'>;

const done = (coachId: string, deed: DeedOf): Reaction[] => [
  { stream: recognitionStream(coachId), command: { type: 'deed.do', deed } },
];

/** What decides about a coach's slots and gates stands on their own stream, too. */
const stands = (stream: string, change: StandingChange): Reaction[] => [
  { stream: coachStream(streamId(stream)), command: { type: 'standing.set', ...change } },
];

const deedIn = (conversationId: string, kind: Deed['kind'], { summary, visitorId }: ConversationState): DeedOf => ({
  kind,
  causeId: conversationId,
  topic: summary.topic,
  personId: visitorId,
});

const likedIn = ({ stream, event, before }: Told): Liked => ({
  postId: streamId(stream),
  event,
  before: before as PostState,
});

const reactions: Readonly<Record<string, (told: Told) => Reaction[]>> = {
  'coach.provisioned': ({ stream, event }) =>
    event.data.kind === 'coach'
      ? [{ stream: recognitionStream(streamId(stream)), command: { type: 'record.begin' } }]
      : [],
  // A visitor's first words after a coach's: now they have answered.
  'message.posted'({ stream, event, before }) {
    const state = before as ConversationState;
    const { answeredById, exchangedWithId } = state;
    if (event.by.kind !== 'visitor' || !answeredById || exchangedWithId === answeredById) return [];
    return done(answeredById, deedIn(streamId(stream), 'answered', state));
  },
  'conversation.thanked'({ stream, before }) {
    const state = before as ConversationState;
    const { answeredById, exchangedWithId } = state;
    if (!answeredById || exchangedWithId !== answeredById) return [];
    return done(answeredById, deedIn(streamId(stream), 'thanked', state));
  },
  'conversation.unthanked'({ stream, before }) {
    const state = before as ConversationState;
    const coachId = state.thanks?.coachId;
    if (!coachId) return [];
    const { kind, causeId, topic } = deedIn(streamId(stream), 'thanked', state);
    return [{ stream: recognitionStream(coachId), command: { type: 'deed.undo', deed: { kind, causeId, topic } } }];
  },
  'post.liked'(told) {
    const like = likeOf(likedIn(told));
    if (!like) return [];
    const { coachId, likerId, causeId } = like;
    return done(coachId, { kind: 'liked', causeId, topic: null, personId: likerId });
  },
  'post.unliked'(told) {
    const like = likeOf(likedIn(told));
    if (!like) return [];
    const deed = { kind: 'liked', causeId: like.causeId, topic: null } as const;
    return [{ stream: recognitionStream(like.coachId), command: { type: 'deed.undo', deed } }];
  },
  // Whether the author is new, their own record knows.
  'post.commented'({ stream, event, before }) {
    const { kind, id: coachId } = event.by;
    const { authorId } = before as PostState;
    if (kind !== 'coach' || !coachId || coachId === authorId) return [];
    const command = { type: 'newcomer.welcome', coachId, postId: streamId(stream) } as const;
    return [{ stream: recognitionStream(authorId), command }];
  },
  'newcomer.welcomed'({ stream, event }) {
    const { coachId, postId } = event.data as { coachId: string; postId: string };
    return done(coachId, { kind: 'welcomed', causeId: postId, topic: null, personId: streamId(stream) });
  },
  'points.settled': ({ stream, recognition }) =>
    criteriaOf(recognition.options).some(({ count }) => count === 'point')
      ? [{ stream: recognitionStream(streamId(stream)), command: { type: 'record.look' } }]
      : [],
  'tier.changed': ({ stream, event, recognition }) => [
    ...stands(stream, { tier: event.data.tier as string | null }),
    ...tierAwards(recognition, [event as unknown as RecognisedEvent]).map((award) => ({
      stream: coachStream(streamId(stream)),
      command: { type: 'points.award' as const, ...award },
      isOptional: true,
    })),
  ],
  'tier.locked': ({ stream, event }) => stands(stream, { tier: event.data.tier as string | null }),
  'grade.confirmed': ({ stream, event }) => {
    const { grade, topic } = event.data as unknown as HeldGrade;
    return stands(stream, { grade: { grade, topic } });
  },
};

const hasLadder = ({ options: { badges, tiers, grades, milestones, boards } }: Recognition): boolean =>
  [badges, tiers, grades, milestones, boards].some((rules) => rules !== undefined);

/** What coaches did goes on record, in the same commit, where the community recognises anything of it. */
export const reactWithDeeds = (told: Told): Reaction[] =>
  hasLadder(told.recognition) ? (reactions[told.event.type]?.(told) ?? []) : [];
