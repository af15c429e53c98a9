import { awardDecisions } from './decide-awards.js';
import { reviewDecisions } from './decide-reviews.js';
import { spendingDecisions } from './decide-spending.js';
import type { Decide, Decisions, LedgerDecision } from './decision.js';
import type { LedgerCommand, LedgerContext, LedgerState } from './types.js';

const decisions: Decisions<LedgerCommand['type']> = { ...awardDecisions, ...spendingDecisions, ...reviewDecisions };

export const isLedgerCommand = (command: { type: string }): command is LedgerCommand =>
  Object.hasOwn(decisions, command.type);

/** The only place where a rule about points lives. */
export function decideLedger(command: LedgerCommand, ledger: LedgerState, context: LedgerContext): LedgerDecision {
  return (decisions[command.type] as Decide<LedgerCommand['type']>)(command as never, ledger, context);
}
