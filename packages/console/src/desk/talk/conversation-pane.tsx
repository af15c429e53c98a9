import type { DeskConversation } from '@entraide/client/desk';
import { useConversation, useDesk } from '@entraide/react';
import { useEffect } from 'react';
import { Composer } from '../../shared/composer.js';
import { Skeleton } from '../../shared/skeleton.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { ConversationMenu } from './conversation-menu.js';
import { LeaseBar } from './lease-bar.js';
import { MessageList } from './message-list.js';
import { Parted } from './parted.js';
import { useIsWatched } from './use-is-watched.js';

interface ConversationPaneProps {
  row: DeskConversation;
  isCurrent: boolean;
  focusTurn: number;
  /** Makes it the one that shortcuts are about. */
  attend(): void;
  dismiss(): void;
}

/** A conversation as the coach has it, from the claim to the thanks. */
export function ConversationPane({ row, isCurrent, focusTurn, attend, dismiss }: ConversationPaneProps) {
  const { id, isHeld, unreadCount, conversation } = row;
  const { talk: texts } = useDeskTexts();
  const { markSeen } = useDesk();
  const isWatched = useIsWatched();
  const { status, summary, messages, page } = conversation;
  const { post, setTyping, close } = useConversation(id);
  const question = messages[0]?.text ?? '…';
  useEffect(() => {
    if (isWatched && unreadCount > 0) markSeen(id);
  }, [isWatched, unreadCount, markSeen, id]);
  return (
    <section
      className="pane conversation"
      id={`pane-${id}`}
      tabIndex={-1}
      aria-label={texts.conversation(question)}
      data-current={isCurrent}
      onFocus={attend}
    >
      <header className="pane-head">
        <h2 dir="auto">{question}</h2>
        {page && (
          <p className="quiet page">
            {texts.at} <bdi>{page.title || page.url}</bdi>
          </p>
        )}
      </header>
      {isHeld && summary.leaseEndsAt !== null && <LeaseBar id={id} endsAt={summary.leaseEndsAt} />}
      {isHeld && <Reminder row={row} />}
      {status === 'loading' && <Skeleton />}
      {status === 'error' && <p className="notice notice-bad">{texts.failed}</p>}
      <MessageList id={id} />
      {isHeld ? (
        <>
          <Composer
            label={texts.reply}
            action={texts.send}
            send={(text) => void post(text)}
            typed={setTyping}
            focusTurn={focusTurn}
            draftKey={id}
          />
          <footer className="pane-actions">
            <ConversationMenu id={id} />
            <button
              type="button"
              className="finish"
              disabled={!summary.answered}
              onClick={() => void close({ outcome: 'served' })}
            >
              {texts.close}
            </button>
          </footer>
        </>
      ) : (
        status === 'ready' && <Parted id={id} dismiss={dismiss} />
      )}
    </section>
  );
}

/** Says that the visitor has waited for long, until this coach answers. */
function Reminder({ row: { conversation } }: { row: DeskConversation }) {
  const { talk: texts } = useDeskTexts();
  if (conversation.lastChange?.type !== 'coach.reminded' || conversation.messages.at(-1)?.isMine) return null;
  return (
    <p className="notice" role="status">
      {texts.reminder}
    </p>
  );
}
