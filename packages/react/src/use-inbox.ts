import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** The requests that a coach may claim, the longest waiting first. */
export const useInbox = () => useStore(useClient().inbox());
