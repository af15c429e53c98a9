import type { CoachState } from '../coach/types.js';
import type { ConversationState } from '../conversation/types.js';
import type { Row, RowWrite } from '../ports/storage.js';
import { streamId } from './rooms.js';

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
  };
  const lease = summary.leaseEndsAt === null ? null : { stream, kind: 'lease', dueAt: summary.leaseEndsAt };
  const isWaiting = summary.status === 'waiting' && state.expiresAt !== null;
  const request = isWaiting ? { stream, kind: 'request', dueAt: state.expiresAt } : null;
  return [
    { view: 'conversation', key: streamId(stream), row },
    { view: 'deadline', key: `${stream}#lease`, row: lease },
    { view: 'deadline', key: `${stream}#request`, row: request },
  ];
};

const coach = (stream: string, state: CoachState): RowWrite[] => {
  const { kind, subject, name, locales, topics, status, until, capacity } = state;
  const { expertise, claimedAt, pingedAt, quietHours, pingsPerDayMax } = state;
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
  };
  return [{ view: 'coach', key: streamId(stream), row }];
};

const projections: Readonly<Record<string, Projection>> = { conversation, coach };

/** The rows of a stream: a pure function of its state, so that a rebuild from the streams gives the same rows. */
export function project(stream: string, state: unknown): RowWrite[] {
  const projection = projections[stream.slice(0, stream.indexOf('/'))];
  return projection ? projection(stream, state as never) : [];
}

/** The rows that a change of state changed; most messages change none. */
export function projectChange(stream: string, before: unknown, after: unknown): RowWrite[] {
  if (before === after) return [];
  const old = new Map(
    project(stream, before).map((write) => [`${write.view} ${write.key}`, JSON.stringify(write.row)]),
  );
  return project(stream, after).filter((write) => old.get(`${write.view} ${write.key}`) !== JSON.stringify(write.row));
}
