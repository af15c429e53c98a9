import { createThread } from '@entraide/client/lounge';
import { useMemo } from 'react';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** The thread between the managers and one coach; for a coach, their own id. */
export function useThread(coachId: string) {
  const client = useClient();
  const thread = useMemo(() => createThread(client, coachId), [client, coachId]);
  return { ...thread, ...useStore(thread) };
}
