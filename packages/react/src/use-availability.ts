import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** Whether somebody is there. */
export const useAvailability = () => useStore(useClient().availability());
