import type { Bus, Hint } from '../ports/bus.js';

/** Listens from now on. A bus that isn't there yet may take for ever: nobody waits for it. Returns what ends it. */
export function hearHints(
  bus: Bus,
  { subject, heard, failed }: { subject: string; heard: (hint: Hint) => void; failed: (error: unknown) => void },
): () => Promise<void> {
  let isEnded = false;
  let unsubscribe = async () => {};
  bus
    .subscribe(subject, (hint) => isEnded || heard(hint))
    .then((end) => {
      unsubscribe = end;
      if (isEnded) end().catch(failed);
    }, failed);
  return async () => {
    isEnded = true;
    await unsubscribe().catch(failed);
  };
}
