import type { Clock } from '../ports/clock.js';

/** Runs a task that must end in time: it is told to by its signal, and left to itself where it doesn't listen. */
export async function attemptUnder(
  { clock, signal, withinMs }: { clock: Clock; signal: AbortSignal; withinMs: number },
  task: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const time = new AbortController();
  const late = new Error(`unable to finish; it took longer than ${withinMs} ms`);
  const cancel = clock.schedule(withinMs, () => time.abort(late));
  const either = AbortSignal.any([signal, time.signal]);
  try {
    either.throwIfAborted();
    const ended = new Promise<never>((_, reject) => {
      either.addEventListener('abort', () => reject(either.reason), { once: true });
    });
    await Promise.race([task(either), ended]);
  } finally {
    cancel();
  }
}
