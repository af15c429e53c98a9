import { useRoute } from '../../shell/use-route.js';
import { FindConversations } from './find-conversations.js';
import { Reader } from './reader.js';

/** Conversations: found, and read by whoever says why. `#/conversations/{id}` reads one, `?coach={id}` finds a coach's. */
export default function ConversationsPage() {
  const route = useRoute();
  const [, conversationId = ''] = /^\/conversations\/([0-9a-f-]+)/.exec(route) ?? [];
  const [, coachId = ''] = /\?coach=([0-9a-f-]+)/.exec(route) ?? [];
  return (
    <div className="board">
      {conversationId ? (
        <Reader key={conversationId} conversationId={conversationId} />
      ) : (
        <FindConversations key={coachId} coachId={coachId} />
      )}
    </div>
  );
}
