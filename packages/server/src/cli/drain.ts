import type { Bus, Storage } from '@entraide/core';
import type { Server } from '../create-server.js';
import type { Log } from '../log/create-log.js';

/** A drain that takes longer is not one. */
const drainWithinMs = 30_000;

/** Closes the server, then its storage and its bus, whatever became of the server: a storage left open keeps its file and its lock. */
export async function drain(
  {
    server,
    storage,
    bus,
  }: { server: Pick<Server, 'close'>; storage: Pick<Storage, 'close'>; bus?: Pick<Bus, 'close'> | null },
  log: Log,
): Promise<void> {
  const late = setTimeout(() => {
    log({ level: 'error', event: 'server.drain_timed_out' });
    process.exit(1);
  }, drainWithinMs);
  try {
    await server.close();
  } finally {
    // Holds the process no longer, but still ends it where a failure left something open that does.
    await storage.close().finally(() => late.unref());
    await bus?.close();
  }
  clearTimeout(late);
  log({ level: 'info', event: 'server.closed' });
}
