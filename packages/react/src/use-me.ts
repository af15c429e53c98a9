import { meOf } from '@entraide/client';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** The coach that the client is: intent, capacity, conversations. */
export const useMe = () => useStore(meOf(useClient()));
