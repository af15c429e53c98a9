/**
 * Ticks at an even pace. Node's own timers are a millisecond coarse, which is more than a relay takes for a whole
 * message, and spinning would take one of two cores away from the servers; a sleeping thread has neither fault.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Monotonic, and the same in all threads of a process, unlike `performance.now()`. */
export const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

/** Calls `onTick(startedAt)` when each interval has begun, late rather than never. @returns what stops it */
export async function startPacer({ intervalMs, onTick }) {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), { workerData: { intervalMs, stop } });
  worker.on('message', onTick);
  await new Promise((resolve, reject) => {
    worker.once('online', resolve);
    worker.once('error', reject);
  });
  return async () => {
    worker.off('message', onTick);
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    Atomics.store(stop, 0, 1);
    Atomics.notify(stop, 0);
    await ended;
  };
}

function tick({ intervalMs, stop }) {
  const startedAt = nowMs() + intervalMs;
  for (let dueAt = startedAt; ; dueAt += intervalMs) {
    for (let leftMs = dueAt - nowMs(); leftMs > 0; leftMs = dueAt - nowMs()) {
      if (Atomics.wait(stop, 0, 0, leftMs) !== 'timed-out') return;
    }
    if (Atomics.load(stop, 0) === 1) return;
    parentPort.postMessage(startedAt);
  }
}

if (!isMainThread) tick(workerData);
