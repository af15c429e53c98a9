import { type CoachRecord, type Deed, type DeedKind, emptyRecord, evolveRecord } from '../recognition/coach-record.js';
import type { CoachStanding } from '../recognition/criterion.js';

export const dayMs = 24 * 60 * 60 * 1000;

/** So many deeds of a kind, a day apart from `from` on, each for somebody else. */
export const deeds = (
  count: number,
  kind: DeedKind,
  more: Partial<Deed> & { from?: number; everyMs?: number } = {},
) => {
  const { from = 0, everyMs = dayMs, ...fixed } = more;
  return Array.from({ length: count }, (_, index): Deed => {
    const causeId = `${kind}-${fixed.topic ?? ''}-${from}-${index}`;
    return { kind, causeId, at: from + index * everyMs, topic: null, personId: causeId, hour: 12, ...fixed };
  });
};

export const recordOf = (done: readonly Deed[], before: CoachRecord = emptyRecord): CoachRecord =>
  done.reduce((record, { at, ...data }) => evolveRecord(record, { type: 'deed.done', at, data }), before);

export const standing = (record: CoachRecord, more: Partial<CoachStanding> = {}): CoachStanding => ({
  record,
  lifetimePoints: 0,
  badges: [],
  now: 1_000 * dayMs,
  timeZone: 'UTC',
  ...more,
});
