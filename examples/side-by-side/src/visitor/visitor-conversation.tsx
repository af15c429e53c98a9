import { useAsk, useConversation } from '@entraide/react';
import { Composer } from '../shared/composer.js';
import { MessageList } from '../shared/message-list.js';
import { Skeleton } from '../shared/skeleton.js';
import { texts } from '../texts.js';
import { CoachCard } from './coach-card.js';
import { Farewell } from './farewell.js';
import { WaitingCard } from './waiting-card.js';

interface VisitorConversationProps {
  id: string;
  startAnew(): void;
}

/** A visitor's conversation from the question to the farewell. */
export function VisitorConversation({ id, startAnew }: VisitorConversationProps) {
  const { status, summary, messages, post, setTyping, leave } = useConversation(id);
  if (status === 'loading') return <Skeleton />;
  if (status === 'error') return <Gone startAnew={startAnew} />;
  if (messages[0]?.refused === 'closed')
    return <LeftAlone id={id} text={messages[0].text ?? ''} startAnew={startAnew} />;
  const isOver = summary.status === 'closed';
  return (
    <>
      {summary.coach && !isOver && <CoachCard name={summary.coach.name} status={summary.status} />}
      <MessageList conversationId={id} other={summary.coach?.name ?? texts.volunteer} />
      {!summary.coach && !isOver && <WaitingCard id={id} />}
      {isOver ? (
        <Farewell id={id} startAnew={startAnew} />
      ) : (
        <>
          <Composer label={texts.message} send={post} typed={setTyping} />
          <button type="button" className="link end" onClick={() => leave()}>
            {texts.leave}
          </button>
        </>
      )}
    </>
  );
}

/** It was erased, or belongs to somebody who was here before. */
const Gone = ({ startAnew }: { startAnew(): void }) => (
  <div className="farewell">
    <h4>{texts.refusals.not_found}</h4>
    <button type="button" className="primary" onClick={startAnew}>
      {texts.askAgain}
    </button>
  </div>
);

interface LeftAloneProps {
  id: string;
  text: string;
  startAnew(): void;
}

/** The gate shut between the words and the click. */
function LeftAlone({ id, text, startAnew }: LeftAloneProps) {
  const { ask } = useAsk();
  const { discard } = useConversation(id);
  const leaveIt = () => {
    ask({ text, later: true });
    discard(id);
  };
  return (
    <div className="farewell" role="alert">
      <p>{texts.refusedClosed}</p>
      <blockquote>{text}</blockquote>
      <button type="button" className="primary" onClick={leaveIt}>
        {texts.leaveItForLater}
      </button>
      <button type="button" className="link" onClick={startAnew}>
        {texts.discard}
      </button>
    </div>
  );
}
