import type { ProgressLine, ProgressRow } from '@entraide/core/protocol';
import type { Client } from '../client.js';
import type { LiveSnapshot } from '../live-store.js';
import { type MeSnapshot, meOf } from '../me-of.js';
import type { ReadonlyStore } from '../store.js';
import type { ViewSnapshot } from '../view.js';
import { type Points, pointsOf } from './points-of.js';

type RowOf<T extends ProgressRow['type']> = Omit<Extract<ProgressRow, { type: T }>, 'type'>;

export type HeldBadge = RowOf<'badge'>;
export type TierStep = RowOf<'step'>;
export type WayToGrade = RowOf<'way'>;

/** How a coach is recognised. */
export interface ProgressSnapshot extends LiveSnapshot {
  points: Points;
  /** What the coach holds, and why; null where the community has no ladder. */
  tier: RowOf<'tier'> | null;
  /** The ladder from the highest down, each step with its whole checklist. */
  steps: readonly TierStep[];
  /** The step above the coach's; null on the highest. */
  next: TierStep | null;
  /** Null where the community knows no grades. */
  grades: RowOf<'grades'> | null;
  /** To the grades that come next; one way is enough. */
  ways: readonly WayToGrade[];
  /** The latest first. */
  badges: readonly HeldBadge[];
}

/** A coach's own progress: points from their feed, all else from the view `progress`. Live while somebody subscribes. */
export function progressOf(client: Client): ReadonlyStore<ProgressSnapshot> {
  const [me, view] = [meOf(client), viewOf(client)];
  let from: readonly [MeSnapshot, ViewSnapshot<readonly ProgressRow[]>] | null = null;
  let to: ProgressSnapshot;
  return {
    getSnapshot() {
      const now = [me.getSnapshot(), view.getSnapshot()] as const;
      if (now[0] !== from?.[0] || now[1] !== from[1]) to = compose(...now);
      from = now;
      return to;
    },
    subscribe(listener) {
      const stops = [me.subscribe(listener), view.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** The badges that a coach holds, with what earned them, the latest first. */
export const badgesOf = (client: Client): ReadonlyStore<ViewSnapshot<readonly HeldBadge[]>> => {
  const view = viewOf(client);
  let from: ViewSnapshot<readonly ProgressRow[]> | null = null;
  let to: ViewSnapshot<readonly HeldBadge[]>;
  return {
    subscribe: view.subscribe,
    getSnapshot() {
      const now = view.getSnapshot();
      if (now !== from) to = { ...now, value: badgesIn(now.value) };
      from = now;
      return to;
    },
  };
};

const viewOf = (client: Client) => client.view<ProgressRow, readonly ProgressRow[]>('progress', (rows) => rows);

const rowsOf = <T extends ProgressRow['type']>(rows: readonly ProgressRow[], type: T) =>
  rows.filter((row): row is Extract<ProgressRow, { type: T }> => row.type === type);

const badgesIn = (rows: readonly ProgressRow[]) =>
  rowsOf(rows, 'badge').toSorted((a, b) => b.earnedAt - a.earnedAt || (a.key < b.key ? -1 : 1));

function compose({ status, error, coach }: MeSnapshot, view: ViewSnapshot<readonly ProgressRow[]>): ProgressSnapshot {
  const points = pointsOf(coach);
  // Points change with the feed, which the rows don't wait for.
  const withPoints = <R extends { lines: readonly ProgressLine[] }>(row: R): R => ({
    ...row,
    lines: row.lines.map((line) => {
      if (line.criterion.count !== 'point') return line;
      return { ...line, have: points.lifetime, isMet: points.lifetime >= line.criterion.atLeast };
    }),
  });
  const [tier = null] = rowsOf(view.value, 'tier');
  const [grades = null] = rowsOf(view.value, 'grades');
  const steps = rowsOf(view.value, 'step')
    .toSorted((a, b) => a.place - b.place)
    .map(withPoints);
  const held = steps.findIndex((step) => step.tier === tier?.tier);
  const isReady = status === 'ready' && view.status === 'ready';
  return {
    status: status === 'error' || view.status === 'error' ? 'error' : isReady ? 'ready' : 'loading',
    error: error ?? view.error,
    points,
    tier,
    steps,
    next: steps[(held < 0 ? steps.length : held) - 1] ?? null,
    grades,
    ways: rowsOf(view.value, 'way')
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map(withPoints),
    badges: badgesIn(view.value),
  };
}
