import { createRewards } from '@entraide/client/lounge';
import { useMemo } from 'react';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** What a coach's points buy, and what waits for managers; and their verbs. */
export function useRewards() {
  const client = useClient();
  const rewards = useMemo(() => createRewards(client), [client]);
  return { ...rewards, ...useStore(rewards) };
}
