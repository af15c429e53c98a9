import type { LedgerState } from './types.js';

/** When the next award is to be settled; null while none waits for time alone. */
export function settlementDue({ entries }: LedgerState): number | null {
  let due: number | null = null;
  for (const { status, isHeld, settlesAt } of entries)
    if (status === 'pending' && !isHeld && (due === null || settlesAt < due)) due = settlesAt;
  return due;
}
