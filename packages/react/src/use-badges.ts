import { badgesOf } from '@entraide/client/lounge';
import { useMemo } from 'react';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** The badges of this coach, with what earned them. */
export function useBadges() {
  const client = useClient();
  return useStore(useMemo(() => badgesOf(client), [client]));
}
