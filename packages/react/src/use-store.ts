import type { ReadonlyStore } from '@entraide/client';
import { useSyncExternalStore } from 'react';

/** A store's snapshot, and a render after each change. On a server it is what the store began with. */
export const useStore = <T>({ subscribe, getSnapshot }: ReadonlyStore<T>): T =>
  useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
