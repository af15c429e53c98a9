import { useAsk, useConversation, useStore } from '@entraide/react';
import { useRef } from 'preact/hooks';
import { CoachCard } from './coach-card.js';
import { Composer } from './composer.js';
import { EndQuestion } from './end-question.js';
import { Farewell } from './farewell.js';
import { useChat, useWords } from './host-context.js';
import { ReportForm } from './report-form.js';
import type { Tool } from './tools-menu.js';
import { Transcript } from './transcript.js';
import { WaitingCard } from './waiting-card.js';
import { useFocus } from './watch-focus.js';

interface ConversationPaneProps {
  id: string;
  tool: Tool | null;
  /** The visitor is done with the tool. */
  done(): void;
}

/** A visitor's conversation from the question to the farewell. */
export function ConversationPane({ id, tool, done }: ConversationPaneProps) {
  const { state } = useChat();
  const { status, summary, messages, post, setTyping } = useConversation(id);
  const startAnew = () => state.set({ left: id });
  if (status === 'loading') return <div class="skeleton" aria-busy="true" />;
  if (status === 'error') return <Gone startAnew={startAnew} />;
  if (messages[0]?.refused === 'closed') return <GateShut id={id} text={messages[0].text ?? ''} />;
  const isOver = summary.status === 'closed';
  const isWaiting = summary.status === 'waiting' || summary.status === 'none';
  return (
    <>
      {summary.coach && !isOver && <CoachCard id={id} />}
      <Transcript id={id} />
      {isWaiting && <WaitingCard id={id} />}
      {isOver ? (
        <Farewell id={id} startAnew={startAnew} />
      ) : tool === 'end' ? (
        <EndQuestion id={id} done={done} />
      ) : (
        tool !== 'report' && <Composer send={post} typed={setTyping} />
      )}
      {tool === 'report' && <ReportForm id={id} done={done} />}
    </>
  );
}

/** It was erased, or belongs to somebody who was here before. */
function Gone({ startAnew }: { startAnew(): void }) {
  const { texts } = useWords();
  return (
    <div class="sheet" role="alert">
      <h3>{texts.gone}</h3>
      <button type="button" class="primary" onClick={startAnew}>
        {texts.askAgain}
      </button>
    </div>
  );
}

/** The gate shut between the words and the click. */
function GateShut({ id, text }: { id: string; text: string }) {
  const { host, state } = useChat();
  const { topic } = useStore(state);
  const { ask } = useAsk();
  const { discard } = useConversation(id);
  const { texts } = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useFocus(title);
  const leaveIt = () => {
    const { id: conversationId } = ask({ text, later: true, ...(topic && { topic }) });
    discard(id);
    host.emit('asked', { conversationId, later: true });
  };
  const takeBack = () => {
    state.set({ draft: text, left: id });
    discard(id);
  };
  return (
    <div class="sheet">
      <div role="alert">
        <h3 ref={title} tabIndex={-1}>
          {texts.gateShut}
        </h3>
        <p>{texts.gateShutHint}</p>
      </div>
      <p class="disclosure" dir="auto">
        {text}
      </p>
      <button type="button" class="primary" onClick={leaveIt}>
        {texts.keepForLater}
      </button>
      <button type="button" class="second" onClick={takeBack}>
        {texts.cancel}
      </button>
    </div>
  );
}
