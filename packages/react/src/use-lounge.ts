import { createLounge } from '@entraide/client/lounge';
import { useMemo } from 'react';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** The coaches' lounge: its posts, and its verbs. */
export function useLounge() {
  const client = useClient();
  const lounge = useMemo(() => createLounge(client), [client]);
  return { ...lounge, ...useStore(lounge) };
}
