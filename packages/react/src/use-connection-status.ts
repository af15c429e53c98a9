import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** How the connection is, and who the client is. */
export const useConnectionStatus = () => useStore(useClient().status);
