import type { Conversation, ConversationSnapshot } from '@entraide/client';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** Who types in a conversation, and how to say that one does. */
export function useTyping(
  conversationId: string,
): Pick<ConversationSnapshot, 'typing'> & Pick<Conversation, 'setTyping'> {
  const conversation = useClient().conversation(conversationId);
  const { typing } = useStore(conversation);
  return { typing, setTyping: conversation.setTyping };
}
