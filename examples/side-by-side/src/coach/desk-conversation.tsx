import { useConversation } from '@entraide/react';
import { Composer } from '../shared/composer.js';
import { MessageList } from '../shared/message-list.js';
import { Skeleton } from '../shared/skeleton.js';
import { texts } from '../texts.js';
import { LeaseBar } from './lease-bar.js';
import { Parted } from './parted.js';
import { PassOn } from './pass-on.js';
import { Reminder } from './reminder.js';

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
      {status === 'loading' && <Skeleton />}
      {isHeld && summary.leaseEndsAt !== null && <LeaseBar id={id} endsAt={summary.leaseEndsAt} />}
      {isHeld && <Reminder id={id} />}
      <MessageList conversationId={id} other={texts.visitorName} />
      {isHeld ? (
        <>
          <Composer label={texts.reply} send={post} typed={setTyping} />
          <div className="actions">
            <button type="button" aria-label={texts.releaseLabel} onClick={giveBack}>
              {texts.release}
            </button>
            <PassOn id={id} />
            <button type="button" disabled={!summary.answered} onClick={() => close({ outcome: 'served' })}>
              {texts.close}
            </button>
          </div>
        </>
      ) : (
        status === 'ready' && <Parted id={id} dismiss={dismiss} />
      )}
    </div>
  );
}
