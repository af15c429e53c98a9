import type { Conversation } from '@entraide/client';
import { useClient } from './entraide-provider.js';

/** How to claim a request, without opening its conversation first. */
export function useClaim(): (conversationId: string) => ReturnType<Conversation['claim']> {
  const client = useClient();
  return (conversationId) => client.conversation(conversationId).claim();
}
