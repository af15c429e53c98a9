import type { BackstageState } from '../backstage/types.js';
import type { ReviewsState } from '../care/reviews.js';
import type { AnnouncementState, ThreadState } from '../care/types.js';
import type { CoachState } from '../coach/types.js';
import { idleDue } from '../conversation/idle.js';
import type { ConversationState } from '../conversation/types.js';
import { demandCounts } from '../demand/evolve.js';
import type { DemandState } from '../demand/types.js';
import { emptyLedger } from '../ledger/evolve.js';
import { settlementDue } from '../ledger/settlement-due.js';
import type { Row, RowWrite } from '../ports/storage.js';
import type { PrivacyState } from '../privacy/types.js';
import type { RecognisedCoach } from '../recognition/recognised-coach.js';
import { type RewardState, takenOf } from '../recognition/rewards.js';
import { tallyOf } from '../recognition/tally.js';
import { roomName, streamId } from './rooms.js';

type Projection = (stream: string, state: never) => RowWrite[];

const conversation = (stream: string, state: ConversationState): RowWrite[] => {
  const { summary } = state;
  const row: Row = {
    status: summary.status,
    visitorId: state.visitorId,
    coachId: state.coachId,
    topic: summary.topic,
    locale: summary.locale,
    askedAt: summary.askedAt,
    later: summary.later ? 1 : 0,
    outcome: summary.outcome,
    question: state.question,
    page: state.page?.value ?? null,
    firstCoachId: state.firstRight?.coachId ?? null,
    firstUntil: state.firstRight?.until ?? null,
    lastCoachId: state.lastCoach?.id ?? null,
    shortId: streamId(stream).slice(-8),
    handledById: state.coachId ?? state.lastCoach?.id ?? null,
    claimedAt: state.claimedAt,
    overdue: state.turn?.isReminded ? 1 : 0,
    retainedFrom: state.retainedFrom,
  };
  const isOpen = summary.status !== 'closed';
  return [
    { view: 'conversation', key: streamId(stream), row },
    deadline(stream, 'lease', summary.leaseEndsAt),
    deadline(stream, 'request', summary.status === 'waiting' ? state.expiresAt : null),
    deadline(stream, 'idle', idleDue(state)?.dueAt ?? null),
    deadline(stream, 'first_right', isOpen ? (state.firstRight?.until ?? null) : null),
  ];
};

const deadline = (stream: string, kind: string, dueAt: number | null): RowWrite => ({
  view: 'deadline',
  key: `${stream}#${kind}`,
  row: dueAt === null ? null : { stream, kind, dueAt },
});

/** Matching of one request: present while it waits and the matcher has looked at it. */
const dayMs = 24 * 60 * 60 * 1000;

const backstage = (stream: string, { match, block, reports, comments, guarded }: BackstageState): RowWrite[] => {
  const { step, board, requirement, offers, excluded, nextAt } = match;
  const row: Row = { step, board: board ? 1 : 0, requirement, offers, excluded };
  const waits = match.waitsSince !== null;
  return [
    { view: 'match', key: streamId(stream), row: waits && requirement !== null ? row : null },
    { view: 'block', key: streamId(stream), row: block },
    {
      view: 'report',
      key: streamId(stream),
      row: reports?.[0] ? { reportedAt: reports[0].at, reports, comments } : null,
    },
    {
      view: 'guarded',
      key: streamId(stream),
      row: guarded ? { day: Math.floor(guarded.answeredAt / dayMs), ...guarded } : null,
    },
    deadline(stream, 'match', waits ? nextAt : null),
  ];
};

const coach = (stream: string, state: CoachState): RowWrite[] => {
  const { kind, subject, name, locales, topics, status, until, capacity } = state;
  const { expertise, claimedAt, pingedAt, quietHours, pingsPerDayMax, tier, grades, suspension, onBoards } = state;
  const row: Row = {
    kind,
    subject,
    name,
    locales,
    topics,
    status,
    until,
    capacity,
    openCount: state.slots.length,
    expertise,
    claimedAt,
    pingedAt,
    quietHours,
    pingsPerDayMax,
    tier,
    grades,
    suspendedAt: suspension?.at ?? null,
    suspendedFor: suspension?.reason ?? null,
    spendable: (state.ledger ?? emptyLedger).settled,
    onBoards: onBoards === false ? 0 : 1,
  };
  return [
    { view: 'coach', key: streamId(stream), row },
    deadline(stream, 'settlement', settlementDue(state.ledger ?? emptyLedger)),
  ];
};

const demand = (_: string, state: DemandState): RowWrite[] =>
  demandCounts(state).map(({ minute, topic, count }) => ({
    view: 'demand',
    key: `${minute} ${topic ?? ''}`,
    row: { minute, topic, count },
  }));

const thread = (stream: string, { lastContactAt, lastFromCoachAt, lastFromManagersAt }: ThreadState): RowWrite[] => [
  {
    view: 'care',
    key: streamId(stream),
    row: lastContactAt === null ? null : { lastContactAt, lastFromCoachAt, lastFromManagersAt },
  },
];

const care = (stream: string, { open, confirmedAt }: ReviewsState): RowWrite[] => [
  {
    view: 'review',
    key: streamId(stream),
    row: open.length === 0 && confirmedAt === null ? null : { open, confirmedAt },
  },
];

const announcement = (stream: string, { published }: AnnouncementState): RowWrite[] => [
  { view: 'announcement', key: streamId(stream), row: published && { ...published } },
];

/** What boards count, and what waits for a manager. */
const recognition = (stream: string, state: RecognisedCoach): RowWrite[] => {
  const { record, badges, tier, grades, proposed, milestonesDue, milestonesDone } = state;
  const coachId = streamId(stream);
  const task = (kind: string, name: string, { topic, since }: { topic: string | null; since: number | null }) => ({
    view: 'task',
    key: `${coachId}/${kind}/${name}/${topic ?? ''}`,
    row: since === null ? null : { kind, coachId, name, topic, since },
  });
  const tally: Row = {
    counts: tallyOf(record),
    badges: badges.map(({ id, topic }) => ({ id, topic })),
    tier: tier.tier,
    isTierLocked: tier.isLocked ? 1 : 0,
    grades,
    proposed: proposed.length,
  };
  return [
    deadline(stream, 'look', state.lookAt ?? null),
    { view: 'tally', key: coachId, row: record.joinedAt === null ? null : tally },
    ...milestonesDone.map((milestone) => task('milestone', milestone, { topic: null, since: null })),
    ...milestonesDue.map(({ milestone, reachedAt }) => task('milestone', milestone, { topic: null, since: reachedAt })),
    ...grades.map(({ grade, topic }) => task('grade', grade, { topic, since: null })),
    ...proposed.map(({ grade, topic, at }) => task('grade', grade, { topic, since: at })),
  ];
};

const reward = (stream: string, state: RewardState): RowWrite[] => [
  {
    view: 'reward',
    key: streamId(stream),
    row: state.redemptions.length === 0 ? null : { taken: takenOf(state) },
  },
  ...state.redemptions.map(({ redemptionId, coachId, cost, at, status, reason }) => ({
    view: 'redemption',
    key: `${streamId(stream)}/${redemptionId}`,
    row: { rewardId: streamId(stream), coachId, cost, redeemedAt: at, status, reason },
  })),
];

const privacy = (stream: string, { erasure, hold, exported }: PrivacyState): RowWrite[] => [
  {
    view: 'privacy',
    key: streamId(stream),
    row: {
      erasing: erasure?.of ?? null,
      requestedAt: erasure?.requestedAt ?? null,
      completedAt: erasure?.completedAt ?? null,
      holdReason: hold?.reason ?? null,
      heldSince: hold?.placedAt ?? null,
      exportedAt: exported?.at ?? null,
    },
  },
  deadline(stream, 'erasure', erasure && erasure.completedAt === null ? erasure.requestedAt : null),
];

const projections: Readonly<Record<string, Projection>> = {
  conversation,
  coach,
  backstage,
  demand,
  thread,
  care,
  announcement,
  recognition,
  reward,
  privacy,
};

/** The rows of a stream: a pure function of its state, so that a rebuild from the streams gives the same rows. */
export function project(stream: string, state: unknown): RowWrite[] {
  const projection = projections[roomName(stream)];
  return projection ? projection(stream, state as never) : [];
}

/** The rows that a change of state changed; most messages change none. */
export function projectChange(stream: string, before: unknown, after: unknown): RowWrite[] {
  if (before === after) return [];
  const old = project(stream, before);
  return project(stream, after).filter((write, index) => {
    const isSamePlace = old[index]?.key === write.key && old[index]?.view === write.view;
    const known = isSamePlace ? old[index] : old.find(({ view, key }) => view === write.view && key === write.key);
    return known === undefined || !isSameRow(known.row, write.row);
  });
}

/** Rows of one view have the same columns. What hasn't changed is mostly the same object. */
function isSameRow(a: Row | null, b: Row | null): boolean {
  if (a === null || b === null) return a === b;
  for (const column in a) if (!isSameValue(a[column], b[column])) return false;
  return true;
}

const isSameValue = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
