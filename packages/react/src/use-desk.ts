import { deskOf } from '@entraide/client/desk';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** The conversations that a coach has under way, with what is unread. */
export function useDesk() {
  const desk = deskOf(useClient());
  return { ...desk, ...useStore(desk) };
}
