import { useAsk, useStore } from '@entraide/react';
import { useState } from 'preact/hooks';
import { AskForm } from './ask-form.js';
import { ConnectionNotice } from './connection-notice.js';
import { ConversationPane } from './conversation-pane.js';
import { useChat } from './host-context.js';
import { RefusalNotice } from './refusal-notice.js';
import type { Tool } from './tools-menu.js';
import { WindowHead } from './window-head.js';

/** The window opens on the visitor's last conversation, or on a new question. */
export function ChatWindow() {
  const { state } = useChat();
  const { left } = useStore(state);
  const { asked } = useAsk();
  const [tool, setTool] = useState<Tool | null>(null);
  const [current] = asked;
  const id = current && current !== left ? current : null;
  return (
    <>
      <WindowHead conversationId={id} choose={setTool} />
      <ConnectionNotice />
      <RefusalNotice />
      <div class="body">
        {id ? <ConversationPane key={id} id={id} tool={tool} done={() => setTool(null)} /> : <AskForm />}
      </div>
    </>
  );
}
