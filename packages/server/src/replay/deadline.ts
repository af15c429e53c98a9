export interface Deadline {
  readonly signal: AbortSignal;
  clear(): void;
}

/** Ends waits after a while, or as soon as `outer` does. Unlike `AbortSignal.timeout`, it keeps the process alive. */
export function createDeadline(ms: number, { reason, outer }: { reason: string; outer?: AbortSignal }): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(reason)), ms);
  const follow = () => controller.abort(outer?.reason);
  if (outer?.aborted) follow();
  else outer?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', follow);
    },
  };
}

/** Stops waiting for a promise when the signal aborts. */
export async function inTime<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const late = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
