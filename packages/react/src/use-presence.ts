import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** The coaches who are online, and how to say that one is available or away. */
export function usePresence() {
  const client = useClient();
  return { ...useStore(client.presence()), setPresence: client.setPresence };
}
