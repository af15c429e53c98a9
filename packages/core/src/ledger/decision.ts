import type { LedgerCommand, LedgerContext, LedgerEvent, LedgerRefusal, LedgerState } from './types.js';

export type LedgerDecision = { events: readonly LedgerEvent[] } | { refused: LedgerRefusal };

export type Decide<T extends LedgerCommand['type']> = (
  command: Extract<LedgerCommand, { type: T }>,
  ledger: LedgerState,
  context: LedgerContext,
) => LedgerDecision;

export type Decisions<T extends LedgerCommand['type']> = { [K in T]: Decide<K> };

export type EventBody = LedgerEvent extends infer E ? (E extends LedgerEvent ? Omit<E, 'at' | 'by'> : never) : never;

export const refuse = (refused: LedgerRefusal): LedgerDecision => ({ refused });

/** The same was asked before, and is done. */
export const nothing: LedgerDecision = { events: [] };

export const accept = ({ now, actor }: LedgerContext, ...bodies: EventBody[]): LedgerDecision => ({
  events: bodies.map(
    (body) => ({ ...body, at: now, by: { kind: actor.kind, id: actor.id, name: actor.name } }) as LedgerEvent,
  ),
});

export const isAmount = (amount: number): boolean => Number.isSafeInteger(amount) && amount > 0;
