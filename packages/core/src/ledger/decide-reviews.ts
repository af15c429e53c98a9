import { reversal } from './decide-awards.js';
import { accept, type Decisions, type EventBody } from './decision.js';
import { correctableMs } from './ledger-terms.js';
import type { LedgerEntry } from './types.js';

const isOf = ({ conversationId }: LedgerEntry, ids: readonly string[]) =>
  conversationId !== undefined && ids.includes(conversationId);

/** What a review of conversations does to all that was awarded for them. Never refuses: it follows from the review. */
export const reviewDecisions: Decisions<'review.hold' | 'review.judge'> = {
  // What was taken back by a change is held as well: given anew, it is under review like the first.
  'review.hold': ({ conversationIds }, { entries }, context) =>
    accept(
      context,
      ...entries
        .filter((one) => !one.isHeld && (one.status === 'pending' || one.isFreed) && isOf(one, conversationIds))
        .map(({ id }): EventBody => ({ type: 'points.held', data: { id } })),
    ),
  'review.judge': ({ released, voided }, ledger, context) => {
    const { entries } = ledger;
    const reason = 'fraud';
    const made = entries.filter((one) => isOf(one, voided));
    const settled = made.filter(({ status, factAt }) => status === 'settled' && factAt >= context.now - correctableMs);
    return accept(
      context,
      ...entries
        .filter((one) => one.isHeld && isOf(one, released))
        .map(({ id }): EventBody => ({ type: 'points.released', data: { id } })),
      ...made
        .filter(({ status }) => status === 'pending')
        .map(({ id, amount }): EventBody => ({ type: 'points.voided', data: { id, amount, reason } })),
      ...(settled.length > 0 ? reversal(ledger, context, { reversed: settled, reason }) : []),
    );
  },
};
