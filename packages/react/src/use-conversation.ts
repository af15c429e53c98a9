import type { Conversation, ConversationSnapshot } from '@entraide/client';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** A conversation's snapshot, and its verbs. */
export function useConversation(conversationId: string): ConversationSnapshot & Conversation {
  const conversation = useClient().conversation(conversationId);
  return { ...conversation, ...useStore(conversation) };
}
