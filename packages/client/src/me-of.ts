import { type CoachState, meFold } from '@entraide/core/protocol';
import type { Client } from './client.js';
import type { EntraideError } from './entraide-error.js';
import { mapStore, type ReadonlyStore } from './store.js';

/** The coach's own stream: slots, intent, capacity. */
export interface MeSnapshot {
  status: 'loading' | 'ready' | 'error';
  error: EntraideError | null;
  coach: CoachState;
}

const known = new WeakMap<Client, ReadonlyStore<MeSnapshot>>();

/** The coach that a client is. A function of its own, so that no visitor's page carries what coaches are made of. */
export function meOf(client: Client): ReadonlyStore<MeSnapshot> {
  const me =
    known.get(client) ??
    mapStore(client.feed('me', meFold), ({ status, error, feed }) => ({ status, error, coach: feed.state }));
  known.set(client, me);
  return me;
}
