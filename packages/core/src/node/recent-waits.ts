import type { AvailabilityAnswer } from '../matching/availability.js';
import { expectedWaitMs, type Wait, waitsMax } from '../matching/expected-wait.js';
import type { FoundRow } from '../ports/storage.js';

/** How long requests of one community waited lately, and how many wait now. Questions left for later don't count. */
export interface RecentWaits {
  /** Rows of the `conversation` view that are news. */
  requestsChanged(rows: readonly FoundRow[], now: number): void;
  /** Rows that waited when this node began. */
  found(rows: readonly FoundRow[]): void;
  /** What somebody who asks now may expect; undefined where too little is known. */
  expectedMs(whole: AvailabilityAnswer, now: number): number | undefined;
}

/** Waiting requests that are counted. */
const waitingMax = 10_000;
/** An estimate is looked at again after this long, should nothing else have changed. */
const estimateMs = 10_000;

export function createRecentWaits(): RecentWaits {
  /** When each request that waits was asked, by conversation. */
  const waiting = new Map<string, number>();
  /** What is news isn't overwritten by what was read at the beginning. */
  const known = new Set<string>();
  let waits: Wait[] = [];
  let estimate = { basis: '', expectedMs: undefined as number | undefined };

  const wait = ({ key, row }: FoundRow) => {
    if (row?.later !== 1 && waiting.size < waitingMax) waiting.set(key, Number(row?.askedAt));
  };

  return {
    requestsChanged(rows, now) {
      for (const found of rows) {
        const { key, row } = found;
        if (known.size < waitingMax) known.add(key);
        const askedAt = waiting.get(key);
        waiting.delete(key);
        if (row?.status === 'waiting') wait(found);
        // Whoever had a coach before has waited in another way.
        else if (row?.status === 'claimed' && askedAt !== undefined && row.lastCoachId === null)
          waits = [...waits, { claimedAt: now, waitMs: now - askedAt }].slice(-waitsMax);
      }
    },
    found(rows) {
      for (const row of rows) if (!known.has(row.key)) wait(row);
    },
    expectedMs({ freeSlots, coachesOnline }, now) {
      const place = { now, position: waiting.size + 1, freeSlots, coachesOnline };
      const basis = [place.position, freeSlots, coachesOnline, waits.at(-1)?.claimedAt, Math.floor(now / estimateMs)];
      if (estimate.basis !== basis.join()) estimate = { basis: basis.join(), expectedMs: expectedWaitMs(waits, place) };
      return estimate.expectedMs;
    },
  };
}
