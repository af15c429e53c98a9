import { capReachMs, forgottenAfterMs } from './ledger-terms.js';
import type { LedgerEntry, LedgerEvent, LedgerState, Spending } from './types.js';
import { usedDigest } from './used-digest.js';

export const emptyLedger: LedgerState = {
  pending: 0,
  settled: 0,
  lifetime: 0,
  redeemed: 0,
  expired: 0,
  entries: [],
  spendings: [],
  used: [],
};

const types: readonly string[] = [
  'points.pended',
  'points.settled',
  'points.admitted',
  'points.held',
  'points.released',
  'points.voided',
  'points.reversed',
  'points.redeemed',
  'points.returned',
  'points.fulfilled',
  'points.expired',
] satisfies LedgerEvent['type'][];

export const isLedgerEvent = (event: { type: string }): event is LedgerEvent => types.includes(event.type);

/** Folds one event. */
export function evolveLedger(ledger: LedgerState, event: LedgerEvent): LedgerState {
  const folded = fold(ledger, event);
  return folded === ledger ? ledger : withoutForgotten(folded, event.at);
}

function fold(ledger: LedgerState, event: LedgerEvent): LedgerState {
  switch (event.type) {
    case 'points.pended': {
      const { conversationId } = event.data;
      // Under review are conversations: what is given anew for one is held like what was there.
      const isHeld =
        conversationId !== undefined &&
        ledger.entries.some((one) => one.isHeld && one.conversationId === conversationId);
      const entry: LedgerEntry = { ...event.data, status: 'pending', isHeld, granted: 0, isFreed: false };
      return { ...ledger, pending: ledger.pending + entry.amount, entries: [...ledger.entries, entry] };
    }
    case 'points.settled': {
      const { id, amount, granted, clamp } = event.data;
      const settled = changed(ledger, id, { status: 'settled', granted, ...(clamp ? { clamp } : {}) });
      return { ...grant(settled, granted), pending: ledger.pending - amount };
    }
    case 'points.admitted':
      return grant(changed(ledger, event.data.id, { granted: event.data.total }), event.data.granted);
    case 'points.held':
    case 'points.released':
      return changed(ledger, event.data.id, { isHeld: event.type === 'points.held' });
    case 'points.voided': {
      const { id, amount, reason } = event.data;
      const isFreed = reason === 'changed';
      const isHeld = isFreed && ledger.entries.some((one) => one.id === id && one.isHeld);
      const voided = changed(ledger, id, { status: 'voided', isHeld, isFreed });
      return { ...voided, pending: ledger.pending - amount };
    }
    case 'points.reversed': {
      const { id, amount, reason } = event.data;
      return grant(changed(ledger, id, { status: 'reversed', granted: 0, isFreed: reason === 'changed' }), -amount);
    }
    case 'points.redeemed': {
      const { id, amount, cause } = event.data;
      const spent = spend(ledger, { id, amount, cause, status: 'reserved', at: event.at });
      return { ...spent, redeemed: ledger.redeemed + amount };
    }
    case 'points.returned': {
      const { id, amount } = event.data;
      const { settled, redeemed } = ledger;
      return { ...ended(ledger, id, 'returned'), settled: settled + amount, redeemed: redeemed - amount };
    }
    case 'points.fulfilled':
      return ended(ledger, event.data.id, 'fulfilled');
    case 'points.expired': {
      const { id, amount } = event.data;
      const spent = spend(ledger, { id, amount, cause: null, status: 'expired', at: event.at });
      return { ...spent, expired: ledger.expired + amount };
    }
    default:
      event satisfies never;
      return ledger;
  }
}

const changed = (ledger: LedgerState, id: string, change: Partial<LedgerEntry>): LedgerState => ({
  ...ledger,
  entries: ledger.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
});

const grant = (ledger: LedgerState, granted: number): LedgerState => ({
  ...ledger,
  settled: ledger.settled + granted,
  lifetime: ledger.lifetime + granted,
});

const spend = (ledger: LedgerState, spending: Spending): LedgerState => ({
  ...ledger,
  settled: ledger.settled - spending.amount,
  spendings: [...ledger.spendings, spending],
});

const ended = (ledger: LedgerState, id: string, status: Spending['status']): LedgerState => ({
  ...ledger,
  spendings: ledger.spendings.map((one) => (one.id === id ? { ...one, status } : one)),
});

/** What is long final leaves the lists; its id and its cause stay used, unless a change freed the cause. */
function withoutForgotten(ledger: LedgerState, now: number): LedgerState {
  const { entries, spendings } = ledger;
  const oldest = entries.reduce((at, one) => (one.status === 'pending' ? Math.min(at, one.factAt) : at), now);
  const before = Math.min(now - forgottenAfterMs, oldest - capReachMs);
  const isForgotten = ({ status, factAt }: LedgerEntry) => status !== 'pending' && factAt < before;
  const isOver = ({ status, at }: Spending) => status !== 'reserved' && at < now - forgottenAfterMs;
  if (!entries.some(isForgotten) && !spendings.some(isOver)) return ledger;
  const used = [
    ...entries.filter(isForgotten).flatMap(({ id, cause, isFreed }) => (isFreed ? [id] : [id, cause])),
    ...spendings.filter(isOver).map(({ id }) => id),
  ];
  return {
    ...ledger,
    entries: entries.filter((entry) => !isForgotten(entry)),
    spendings: spendings.filter((spending) => !isOver(spending)),
    used: [...ledger.used, ...new Set(used.map(usedDigest))],
  };
}
