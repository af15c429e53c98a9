import type { Storage } from '@entraide/core';
import type { Log } from '../log/create-log.js';
import { describeError } from '../log/describe-error.js';
import { touchStorage } from './open-storage.js';

const answerWithinMs = 3_000;
const backOff = { firstMs: 500, maxMs: 15_000 };

/**
 * Tries the storage once. A database of its own that can't be used rejects. One elsewhere may be away: then this resolves
 * all the same, because a server without its database is up and says so, and the storage is tried again, more and more
 * rarely, until it is back and its tables are there.
 */
export async function awaitStorage(storage: Storage, log: Log): Promise<{ stop(): void }> {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const attempt = async (number: number): Promise<void> => {
    try {
      await touchStorage(storage, answerWithinMs);
      if (!isStopped) log({ level: 'info', event: 'storage.ready', attempts: number });
    } catch (error) {
      if (isStopped) return;
      if (!storage.shared) throw error;
      const retryMs = Math.min(backOff.firstMs * 2 ** (number - 1), backOff.maxMs);
      const { message: reason } = describeError(error);
      log({ level: 'warn', event: 'storage.unavailable', attempts: number, retryMs, reason });
      timer = setTimeout(() => void attempt(number + 1), retryMs);
    }
  };
  await attempt(1);
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
