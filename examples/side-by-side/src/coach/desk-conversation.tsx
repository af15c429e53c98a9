import { useConversation } from '@entraide/react';
import { Composer } from '../shared/composer.js';
import { HeartIcon } from '../shared/icons.js';
import { MessageList } from '../shared/message-list.js';
import { texts } from '../texts.js';
import { LeaseBar } from './lease-bar.js';

interface DeskConversationProps {
  id: string;
  isHeld: boolean;
  dismiss(): void;
}

/** A conversation as the coach has it, from the claim to the thanks. */
export function DeskConversation({ id, isHeld, dismiss }: DeskConversationProps) {
  const { status, summary, post, setTyping, release, close } = useConversation(id);
  const giveBack = () => {
    void release();
    dismiss();
  };
  return (
    <div className="panel" role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`}>
      {status === 'loading' && <p className="skeleton" aria-busy="true" />}
      {isHeld && summary.leaseEndsAt !== null && <LeaseBar id={id} endsAt={summary.leaseEndsAt} />}
      <MessageList conversationId={id} other={texts.visitorName} />
      {isHeld ? (
        <>
          <Composer label={texts.reply} send={post} typed={setTyping} />
          <div className="actions">
            <button type="button" aria-label={texts.releaseLabel} onClick={giveBack}>
              {texts.release}
            </button>
            <button type="button" disabled={!summary.answered} onClick={() => close({ outcome: 'served' })}>
              {texts.close}
            </button>
          </div>
        </>
      ) : (
        status === 'ready' && <Ended id={id} dismiss={dismiss} />
      )}
    </div>
  );
}

function Ended({ id, dismiss }: { id: string; dismiss(): void }) {
  const { summary } = useConversation(id);
  return (
    <div className="ended" role="status">
      <p>{summary.status === 'closed' ? texts.coachEnded : texts.coachLost}</p>
      {summary.thanked && (
        <p className="thanked">
          <HeartIcon /> {texts.coachThanked}
        </p>
      )}
      {summary.stars !== null && <p>{texts.coachRated(summary.stars)}</p>}
      <button type="button" onClick={dismiss}>
        {texts.dismiss}
      </button>
    </div>
  );
}
