import type { Conversation } from '@entraide/client';
import { useClient } from './entraide-provider.js';

interface Claim {
  claim(conversationId: string): ReturnType<Conversation['claim']>;
  decline(
    conversationId: string,
    options?: Parameters<Conversation['decline']>[0],
  ): ReturnType<Conversation['decline']>;
}

/** How to claim a request or to let it pass, without opening its conversation first. */
export function useClaim(): Claim {
  const client = useClient();
  return {
    claim: (conversationId) => client.conversation(conversationId).claim(),
    decline: (conversationId, options) => client.conversation(conversationId).decline(options),
  };
}
