import type { LedgerEvent } from './types.js';

/** Where points stand. The community's own accounts are the other side of every coach's. */
export type Account = 'issued' | 'redeemed' | 'expired' | `coach:${string}:pending` | `coach:${string}:settled`;

/** So many points leave one account and come to another: whatever is done, the accounts add up to nothing. */
export interface Transfer {
  /** Unique within its coach. */
  id: string;
  from: Account;
  to: Account;
  /** A whole number, 1 or more. */
  amount: number;
}

/** The transfers that an event of a coach's stream stands for: the double entry behind the ledger's balances. */
export function transfersOf(coachId: string, event: LedgerEvent): readonly Transfer[] {
  const pending: Account = `coach:${coachId}:pending`;
  const settled: Account = `coach:${coachId}:settled`;
  const legs = (): Transfer[] => {
    switch (event.type) {
      case 'points.pended':
        return [{ id: event.data.id, from: 'issued', to: pending, amount: event.data.amount }];
      case 'points.settled': {
        const { id, amount, granted } = event.data;
        return [
          { id: `${id}#settled`, from: pending, to: settled, amount: granted },
          { id: `${id}#clamped`, from: pending, to: 'issued', amount: amount - granted },
        ];
      }
      case 'points.admitted': {
        const { id, granted, total } = event.data;
        // What an award is granted only ever grows until it is reversed: the total tells one admission from the next.
        return [{ id: `${id}#admitted ${total}`, from: 'issued', to: settled, amount: granted }];
      }
      case 'points.voided':
        return [{ id: `${event.data.id}#voided`, from: pending, to: 'issued', amount: event.data.amount }];
      case 'points.reversed':
        return [{ id: `${event.data.id}#reversed`, from: settled, to: 'issued', amount: event.data.amount }];
      case 'points.redeemed':
        return [{ id: event.data.id, from: settled, to: 'redeemed', amount: event.data.amount }];
      case 'points.returned':
        return [{ id: `${event.data.id}#returned`, from: 'redeemed', to: settled, amount: event.data.amount }];
      case 'points.expired':
        return [{ id: event.data.id, from: settled, to: 'expired', amount: event.data.amount }];
      default:
        return [];
    }
  };
  return legs().filter(({ amount }) => amount > 0);
}
