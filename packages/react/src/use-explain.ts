import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** Why a request is shown to the coach, or isn't; it is asked for as long as a component shows it. */
export const useExplain = (conversationId: string) => useStore(useClient().conversation(conversationId).explanation);
