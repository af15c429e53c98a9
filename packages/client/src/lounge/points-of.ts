import { type CoachState, explainClamp } from '@entraide/core/protocol';

type LedgerEntry = CoachState['ledger']['entries'][number];

/** What one thing that the coach did is worth. */
export interface PointEntry {
  id: string;
  /** What it is for, as the community's rules call it. */
  kind: string;
  /** What the rule gives. */
  amount: number;
  /** What the coach has of it; 0 while it is pending. */
  granted: number;
  status: LedgerEntry['status'];
  /** Somebody looks at it first. */
  isHeld: boolean;
  /** Unix milliseconds. */
  at: number;
  settlesAt: number;
  topic: string | null;
  /** Why less was given than the rule gives, in plain words; null where all was. */
  clamped: string | null;
}

export interface Points {
  /** Awarded, and not theirs yet. */
  pending: number;
  /** What can be had for rewards; below 0 where points were spent and taken back after. */
  spendable: number;
  /** All that was ever theirs, spent or not. */
  lifetime: number;
  /** Of the last two months, the latest first. */
  entries: readonly PointEntry[];
}

const entryOf = ({
  id,
  kind,
  amount,
  granted,
  status,
  isHeld,
  factAt,
  settlesAt,
  topic,
  clamp,
}: LedgerEntry): PointEntry => ({
  id,
  kind,
  amount,
  granted,
  status,
  isHeld,
  at: factAt,
  settlesAt,
  topic: topic ?? null,
  clamped: clamp && status === 'settled' && granted < amount ? explainClamp(clamp, { amount, granted }) : null,
});

/** A coach's points, from their own feed. */
export const pointsOf = ({ ledger: { pending, settled, lifetime, entries } }: CoachState): Points => ({
  pending,
  spendable: settled,
  lifetime,
  entries: entries.map(entryOf).toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)),
});
