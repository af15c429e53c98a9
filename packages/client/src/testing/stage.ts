import type { Community } from '@entraide/core';
import type { Client } from '../client.js';
import { type ClientStorage, createMemoryStorage } from '../client-storage.js';
import { createClient } from '../create-client.js';
import { type BreakableTransport, createBreakableTransport } from './breakable-transport.js';
import type { ManualClock } from './manual-clock.js';

/** One person's client, and the wire that a test can cut. */
export interface Seat {
  client: Client;
  wire: BreakableTransport;
  storage: ClientStorage;
}

/** A community in memory with a visitor and two coaches, on clients of their own and under virtual time. */
export interface Stage {
  clock: ManualClock;
  community: Community;
  ana: Seat;
  ben: Seat;
  zoe: Seat;
  /** Another client, of a visitor unless it gets a token; with a seat's storage, the page after a reload. */
  seat(options?: { token?: string; storage?: ClientStorage }): Seat;
  /** Lets frames and promises through, without letting time pass. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** @param community `shop`, on the same clock */
export async function createStage(community: Community, clock: ManualClock): Promise<Stage> {
  const seats: Seat[] = [];
  const seat = ({ token, storage = createMemoryStorage() }: { token?: string; storage?: ClientStorage } = {}) => {
    const wire = createBreakableTransport(community.transport());
    const client = createClient({ community: 'shop', transport: wire, storage, clock, ...(token ? { token } : {}) });
    seats.push({ client, wire, storage });
    return { client, wire, storage };
  };
  const coach = (name: string) => seat({ token: community.memberToken('coach', { name }) });
  // Storage and buses settle over macrotasks too.
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      await clock.settle();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const stage = { clock, community, ana: seat(), ben: coach('Ben'), zoe: coach('Zoe'), seat, settle };
  for (const { client } of [stage.ben, stage.zoe, stage.ana]) client.open();
  await settle();
  return {
    ...stage,
    async close() {
      await Promise.all(seats.map(({ client }) => client.close()));
      await community.close();
    },
  };
}
