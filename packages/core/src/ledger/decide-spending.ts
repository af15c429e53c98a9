import { accept, type Decide, type Decisions, isAmount, nothing, refuse } from './decision.js';
import type { LedgerState, Spending } from './types.js';
import { usedDigest } from './used-digest.js';

/** Whether the same was asked before (`nothing`), or something else under the same id. */
function judgeId(id: string, same: (known: Spending) => boolean, { entries, spendings, used }: LedgerState) {
  const known = spendings.find((one) => one.id === id);
  if (known) return same(known) ? nothing : refuse('conflicting_transfer');
  // Ids are used for ever, by awards and spendings alike.
  const isUsed = entries.some((entry) => entry.id === id) || used.includes(usedDigest(id));
  return isUsed ? refuse('conflicting_transfer') : null;
}

const redeem: Decide<'points.redeem'> = ({ id, amount, cause }, ledger, context) => {
  if (!isAmount(amount)) return refuse('invalid_transfer');
  const judged = judgeId(id, (known) => known.amount === amount && known.cause === cause, ledger);
  if (judged) return judged;
  if (ledger.settled < amount) return refuse('insufficient_points');
  return accept(context, { type: 'points.redeemed', data: { id, amount, cause } });
};

const expire: Decide<'points.expire'> = ({ id, amount }, ledger, context) => {
  if (!isAmount(amount)) return refuse('invalid_transfer');
  const judged = judgeId(id, (known) => known.amount === amount && known.status === 'expired', ledger);
  if (judged) return judged;
  if (ledger.settled < amount) return refuse('insufficient_points');
  return accept(context, { type: 'points.expired', data: { id, amount } });
};

/** Each redemption ends once, fulfilled or returned. */
const ofReserved =
  <T extends 'points.return' | 'points.fulfil'>(decide: (amount: number) => Decide<T>): Decide<T> =>
  (command, ledger, context) => {
    const known = ledger.spendings.find(({ id }) => id === (command as { id: string }).id);
    if (!known || known.status === 'expired') return refuse('not_found');
    if (known.status !== 'reserved') return refuse('not_pending');
    return decide(known.amount)(command, ledger, context);
  };

/** What a coach does with settled points, and what becomes of it. */
export const spendingDecisions: Decisions<'points.redeem' | 'points.return' | 'points.fulfil' | 'points.expire'> = {
  'points.redeem': redeem,
  'points.expire': expire,
  'points.return': ofReserved(
    (amount) =>
      ({ id, reason }, _, context) =>
        accept(context, { type: 'points.returned', data: { id, amount, reason } }),
  ),
  'points.fulfil': ofReserved(
    () =>
      ({ id }, _, context) =>
        accept(context, { type: 'points.fulfilled', data: { id } }),
  ),
};
