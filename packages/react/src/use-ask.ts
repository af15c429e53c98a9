import type { Client } from '@entraide/client';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** How to ask, and what was asked from this browser, newest first. */
export function useAsk(): { ask: Client['ask']; asked: readonly string[] } {
  const client = useClient();
  return { ask: client.ask, asked: useStore(client.asked) };
}
