import type { By } from '../conversation/types.js';

/** The most that one kind of points may add up to; what is absent has no such bound. */
export interface PointCaps {
  /** Points of one kind on one calendar day of the community. */
  perDay?: number;
  /** Points of one kind that one visitor may bring one coach, within so many calendar days. */
  perPair?: { points: number; days: number };
  /** Points of all kinds on one calendar day. */
  perDayAll?: number;
}

/** Points for one fact, as they are pended. The same id always means the same content. */
export interface Award {
  /** Made by the caller, so that a retry is known as one. */
  id: string;
  /** What they are for, as the rule calls it. */
  kind: string;
  /** A whole number, 1 or more. */
  amount: number;
  /** What they are paid for, and nothing else is paid for it: `conversation.thanked:{conversation}/{kind}`. */
  cause: string;
  /** Version of the recognition rules that made it. */
  rule: string;
  /** Unix milliseconds of the fact. */
  factAt: number;
  /** The day of the fact by the community's calendar, counted from 1 January 1970. */
  day: number;
  /** When it may be settled. */
  settlesAt: number;
  caps: PointCaps;
  /** Whose recognition it is, for the cap per pair; never shown to the coach. */
  pair?: string;
  conversationId?: string;
  topic?: string;
}

/** Why less was granted than the rule gives: `used` of `cap` points were already given. */
export interface Clamp {
  by: 'day' | 'pair' | 'all_kinds';
  cap: number;
  used: number;
  /** For a pair: within so many days. */
  days?: number;
}

/** `changed`: the visitor thought otherwise, and may again. Any other word is for people, and is final. */
export type CorrectionReason = 'changed' | (string & {});

export interface LedgerEntry extends Award {
  status: 'pending' | 'settled' | 'voided' | 'reversed';
  /** Under review: it stays pending. */
  isHeld: boolean;
  /** What was settled and is not reversed. */
  granted: number;
  /** Why that is less than its amount. */
  clamp?: Clamp;
  /** Its cause may be paid for again: it was taken back by a change. */
  isFreed: boolean;
}

/** Points that left for a reward, or that expired. */
export interface Spending {
  id: string;
  amount: number;
  /** What was chosen; null where they expired. */
  cause: string | null;
  /** `reserved` until the reward is fulfilled, or refused and the points returned. */
  status: 'reserved' | 'fulfilled' | 'returned' | 'expired';
  at: number;
}

/** All that decisions about a coach's points rest on. What is long final is told by totals and digests alone. */
export interface LedgerState {
  /** Balance of `coach:{id}:pending`. */
  pending: number;
  /** Balance of `coach:{id}:settled`. Below 0 only where points were spent and reversed after. */
  settled: number;
  /** All that was ever granted and not reversed; spending and expiry leave it as it is. */
  lifetime: number;
  redeemed: number;
  expired: number;
  /** Awards that may still change, or that caps still look at. */
  entries: readonly LedgerEntry[];
  /** Those that are open or recent. */
  spendings: readonly Spending[];
  /** Digests of the ids and causes of all that isn't listed any more: they are used for ever. */
  used: readonly number[];
}

export type LedgerCommand =
  | ({ type: 'points.award' } & Award)
  /** Settles all that is due. */
  | { type: 'points.settle'; dueAt: number }
  /** Keeps an award pending while people look at it; released, it settles when it is due. */
  | { type: 'points.hold'; id: string }
  | { type: 'points.release'; id: string }
  | { type: 'points.void'; id: string; reason: CorrectionReason }
  | { type: 'points.reverse'; id: string; reason: CorrectionReason }
  /** Takes back what was awarded for a cause, pending or settled; the same cause may then be paid for anew. */
  | { type: 'points.retract'; cause: string }
  /** All that was, and is, awarded for these conversations stays pending until somebody has looked. */
  | { type: 'review.hold'; conversationIds: readonly string[] }
  /** Somebody has looked: what is honest settles when it is due, what is made up is voided or reversed. */
  | { type: 'review.judge'; released: readonly string[]; voided: readonly string[] }
  /** Reserves points for a reward. */
  | { type: 'points.redeem'; id: string; amount: number; cause: string }
  /** The reward is refused: the points come back. */
  | { type: 'points.return'; id: string; reason: string }
  | { type: 'points.fulfil'; id: string }
  | { type: 'points.expire'; id: string; amount: number };

export type LedgerEvent = { at: number; by: By } & (
  | { type: 'points.pended'; data: Award }
  | { type: 'points.settled'; data: { id: string; amount: number; granted: number; clamp?: Clamp } }
  /** Room was made by a reversal: what a cap held back is granted after all. */
  | { type: 'points.admitted'; data: { id: string; granted: number; total: number } }
  | { type: 'points.held'; data: { id: string } }
  | { type: 'points.released'; data: { id: string } }
  | { type: 'points.voided'; data: { id: string; amount: number; reason: CorrectionReason } }
  | { type: 'points.reversed'; data: { id: string; amount: number; reason: CorrectionReason } }
  | { type: 'points.redeemed'; data: { id: string; amount: number; cause: string } }
  | { type: 'points.returned'; data: { id: string; amount: number; reason: string } }
  | { type: 'points.fulfilled'; data: { id: string } }
  | { type: 'points.expired'; data: { id: string; amount: number } }
);

/** Every way to be refused. Within each command the order of the checks is the precedence. */
export type LedgerRefusal =
  | 'not_found'
  | 'invalid_transfer'
  | 'conflicting_transfer'
  | 'already_awarded'
  | 'too_old'
  | 'not_pending'
  | 'not_settled'
  | 'insufficient_points'
  | 'superseded';

export interface LedgerContext {
  /** Unix milliseconds. */
  now: number;
  actor: { kind: By['kind']; id: string; name: string };
}
