import type { Signal, SignalKind } from './guard-facts.js';

/** Something for a manager to look at. */
export interface ReviewEntry {
  /** Of a kind and its coaches there is one at a time. */
  id: string;
  kind: SignalKind;
  coachIds: readonly string[];
  conversationIds: readonly string[];
  why: string;
  /** Unix milliseconds. */
  openedAt: number;
}

export interface ReviewQueue {
  open: readonly ReviewEntry[];
  /** Conversations that somebody looked at and found honest: the same signal is not raised for them again. */
  cleared: Readonly<Partial<Record<SignalKind, readonly string[]>>>;
}

export const emptyQueue: ReviewQueue = { open: [], cleared: {} };

export type ReviewVerdict = 'honest' | 'fraud';

/** What is held back by the queue as it is: the awards for these stay pending. */
export const heldBy = ({ open }: ReviewQueue): ReadonlySet<string> =>
  new Set(open.flatMap(({ conversationIds }) => conversationIds));

/** Signals enter the queue: a known entry grows, what was cleared stays out. Nothing leaves it but by a person. */
export function withSignals(queue: ReviewQueue, signals: readonly Signal[], now: number): ReviewQueue {
  return signals.reduce((before, signal) => entered(before, signal, now), queue);
}

function entered(queue: ReviewQueue, { kind, coachIds, conversationIds, why }: Signal, now: number): ReviewQueue {
  const cleared = new Set(queue.cleared[kind]);
  const news = conversationIds.filter((id) => !cleared.has(id));
  if (news.length === 0) return queue;
  const id = `${kind}:${coachIds.join('+')}`;
  const known = queue.open.find((entry) => entry.id === id);
  const entry: ReviewEntry = {
    id,
    kind,
    coachIds,
    conversationIds: [...new Set([...(known?.conversationIds ?? []), ...news])],
    why,
    openedAt: known?.openedAt ?? now,
  };
  return { ...queue, open: known ? queue.open.map((one) => (one === known ? entry : one)) : [...queue.open, entry] };
}

/**
 * A manager has looked. Honest: nothing of it is held any more, unless by another entry. Fraud: what they name of it is
 * to be voided, and the rest is cleared.
 */
export function judged(
  queue: ReviewQueue,
  id: string,
  { verdict, conversationIds }: { verdict: ReviewVerdict; conversationIds?: readonly string[] },
): { queue: ReviewQueue; released: readonly string[]; voided: readonly string[] } {
  const entry = queue.open.find((one) => one.id === id);
  if (!entry) return { queue, released: [], voided: [] };
  const named = new Set(conversationIds ?? entry.conversationIds);
  const voided = verdict === 'fraud' ? entry.conversationIds.filter((one) => named.has(one)) : [];
  const cleared = entry.conversationIds.filter((one) => !voided.includes(one));
  const open = queue.open.filter((one) => one !== entry);
  const next: ReviewQueue = {
    open,
    cleared: { ...queue.cleared, [entry.kind]: [...(queue.cleared[entry.kind] ?? []), ...entry.conversationIds] },
  };
  const stillHeld = heldBy(next);
  return { queue: next, released: cleared.filter((one) => !stillHeld.has(one)), voided };
}
