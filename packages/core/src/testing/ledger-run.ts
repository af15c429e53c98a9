import { decideLedger } from '../ledger/decide.js';
import { emptyLedger, evolveLedger } from '../ledger/evolve.js';
import { type Account, type Transfer, transfersOf } from '../ledger/transfers-of.js';
import type { Award, LedgerCommand, LedgerEvent, LedgerRefusal, LedgerState } from '../ledger/types.js';

const dayMs = 24 * 60 * 60 * 1000;

/** Where a run begins: noon of a day, UTC. */
export const firstNoon = Date.UTC(2026, 2, 1, 12);

export const dayOf = (at: number): number => Math.floor(at / dayMs);

/** Ten points for a thank-you, due a day later. */
export const awardOf = (id: string, more: Partial<Award> = {}): LedgerCommand => {
  const { factAt = firstNoon } = more;
  return {
    type: 'points.award',
    id,
    kind: 'thanks',
    amount: 10,
    cause: `cause ${id}`,
    rule: 'v1',
    factAt,
    day: dayOf(factAt),
    settlesAt: factAt + dayMs,
    caps: {},
    ...more,
  };
};

/** One coach's ledger, driven by commands; keeps the log and the double entry that it stands for. */
export class LedgerRun {
  now = firstNoon;
  state: LedgerState = emptyLedger;
  readonly log: LedgerEvent[] = [];
  readonly balances = new Map<Account, number>();
  readonly transfers = new Map<string, Transfer>();

  /** The types of the events, or why not. */
  give(command: LedgerCommand): readonly string[] | LedgerRefusal {
    const actor = { kind: 'system', id: 'system', name: 'system' } as const;
    const decision = decideLedger(command, this.state, { now: this.now, actor });
    if ('refused' in decision) return decision.refused;
    for (const event of decision.events) this.apply(event);
    return decision.events.map(({ type }) => type);
  }

  /** Settles what is due so many days later. */
  settleAfter(days = 1): readonly string[] | LedgerRefusal {
    this.now += days * dayMs;
    return this.give({ type: 'points.settle', dueAt: this.now });
  }

  private apply(event: LedgerEvent): void {
    this.log.push(event);
    this.state = evolveLedger(this.state, event);
    for (const transfer of transfersOf('ben', event)) {
      if (this.transfers.has(transfer.id)) throw new Error(`the transfer ${transfer.id} was made twice`);
      this.transfers.set(transfer.id, transfer);
      this.balances.set(transfer.from, (this.balances.get(transfer.from) ?? 0) - transfer.amount);
      this.balances.set(transfer.to, (this.balances.get(transfer.to) ?? 0) + transfer.amount);
    }
  }
}
