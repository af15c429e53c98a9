import type { Storage } from '../ports/storage.js';
import { createHeldLease, type HeldLease } from './held-lease.js';

/** Where one durable consumer stands in the log. */
export interface ConsumerPlace extends HeldLease {
  /** The stored position; null for a consumer that never began. */
  read(): Promise<number | null>;
  /** Stores a position, never one behind what is stored. */
  store(reached: number): Promise<void>;
  /** Stores where the log ends now, for a consumer that begins: what was before isn't its business. */
  begin(): Promise<number>;
}

/** Longer than an attempt may take, so that who is at work isn't taken for dead. */
const holdMs = 30_000;
const renewMs = 10_000;

/** One row of the `position` view and one lease, named alike. */
export function createConsumerPlace(options: {
  storage: Storage;
  community: string;
  name: string;
  holder: string;
}): ConsumerPlace {
  const { storage, community, name, holder } = options;
  const lease = createHeldLease({ storage, name: `${community}\nconsumer\n${name}`, holder, holdMs, renewMs });
  const find = async () => {
    const { position, rows } = await storage.find('position', { community, keys: [name], limit: 1 });
    return { end: position, stored: (rows[0]?.row?.['reached'] as number | undefined) ?? null };
  };
  const write = (reached: number) =>
    storage.commit({ community, appends: [], rows: [{ view: 'position', key: name, row: { reached } }] });
  return {
    ...lease,
    read: async () => (await find()).stored,
    async store(reached) {
      const { stored } = await find();
      if (stored === null || stored < reached) await write(reached);
    },
    async begin() {
      const { end } = await find();
      await write(end);
      return end;
    },
  };
}
