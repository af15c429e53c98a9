import type { ConversationSnapshot, Message } from '@entraide/client';
import { useConversation } from '@entraide/react';
import { Fragment, useEffect, useLayoutEffect, useRef } from 'react';
import { texts } from '../texts.js';

interface MessageListProps {
  conversationId: string;
  /** How the other person is called. */
  other: string;
}

/** How far from its end a transcript still counts as read at its end. */
const nearPx = 40;

/** A transcript that stays at its end while one reads there. */
export function MessageList({ conversationId, other }: MessageListProps) {
  const { messages, typing, readOffset, canLoadEarlier, loadEarlier, markRead } = useConversation(conversationId);
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lastOffset = messages.findLast(({ isMine }) => !isMine)?.offset ?? 0;
  useLayoutEffect(() => {
    if (list.current && isAtEnd.current) list.current.scrollTop = list.current.scrollHeight;
  });
  useEffect(() => {
    if (lastOffset > 0) markRead(lastOffset);
  }, [lastOffset, markRead]);
  const lastMine = messages.findLast(({ isMine }) => isMine);
  return (
    <div
      ref={list}
      className="transcript"
      role="log"
      aria-label={texts.transcript}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearPx;
      }}
    >
      {canLoadEarlier && (
        <button type="button" className="link" onClick={() => void loadEarlier()}>
          {texts.earlier}
        </button>
      )}
      {messages.map((message) => (
        <Fragment key={message.id}>
          <Row message={message} other={other} />
          {message.isMine && (message === lastMine || message.delivery === 'failed') && (
            <Delivery conversationId={conversationId} message={message} readOffset={readOffset} />
          )}
        </Fragment>
      ))}
      <Typing typing={typing} other={other} />
    </div>
  );
}

const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

function Row({ message, other }: { message: Message; other: string }) {
  const { text, at, isMine, delivery } = message;
  return (
    <article className="message" data-mine={isMine} data-delivery={delivery}>
      <span className="unseen">{isMine ? texts.you : other}: </span>
      <p>{text ?? <em>{texts.erased}</em>}</p>
      <time dateTime={new Date(at).toISOString()}>{time.format(at)}</time>
    </article>
  );
}

interface DeliveryProps {
  conversationId: string;
  message: Message;
  readOffset: number;
}

function Delivery({ conversationId, message, readOffset }: DeliveryProps) {
  const { retry, discard } = useConversation(conversationId);
  const { id, delivery, offset, refused } = message;
  if (delivery !== 'failed') {
    const isRead = offset !== null && offset <= readOffset;
    return <p className="delivery">{isRead ? texts.delivery.read : texts.delivery[delivery]}</p>;
  }
  return (
    <p className="delivery delivery-failed" role="alert">
      {texts.delivery.failed}. {texts.refusals[refused ?? ''] ?? ''}
      <button type="button" className="link" onClick={() => retry(id)}>
        {texts.retry}
      </button>
      <button type="button" className="link" onClick={() => discard(id)}>
        {texts.discard}
      </button>
    </p>
  );
}

function Typing({ typing, other }: { typing: ConversationSnapshot['typing']; other: string }) {
  if (!typing) return null;
  return (
    <p className="typing">
      <span className="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span className="unseen">{texts.types(other)}</span>
    </p>
  );
}
