import { progressOf } from '@entraide/client/lounge';
import { useMemo } from 'react';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** How this coach is recognised: points, tier, grade, badges, and what is left to the next. */
export function useProgress() {
  const client = useClient();
  return useStore(useMemo(() => progressOf(client), [client]));
}
