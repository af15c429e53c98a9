import type { Message } from '@entraide/client';
import { useConversation } from '@entraide/react';
import { Fragment, useEffect, useLayoutEffect, useRef } from 'react';
import { Moment } from '../../shared/moment.js';
import { PlainText } from '../../shared/plain-text.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

/** How far from its end a transcript still counts as read at its end. */
const nearPx = 40;

/** A transcript that stays at its end while one reads there. */
export function MessageList({ id }: { id: string }) {
  const { talk: texts } = useDeskTexts();
  const { messages, typing, readOffset, canLoadEarlier, loadEarlier, markRead } = useConversation(id);
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
          <Row message={message} />
          {message.isMine && (message === lastMine || message.delivery === 'failed') && (
            <Delivery id={id} message={message} readOffset={readOffset} />
          )}
        </Fragment>
      ))}
      {typing && (
        <p className="typing">
          <span className="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span className="unseen">{texts.typing}</span>
        </p>
      )}
    </div>
  );
}

function Row({ message }: { message: Message }) {
  const { talk: texts } = useDeskTexts();
  const { text, at, by, isMine, delivery } = message;
  const name = by.kind === 'visitor' ? texts.visitor : by.name;
  return (
    <article className="message" data-mine={isMine} data-delivery={delivery}>
      <span className="unseen">{isMine ? texts.you : name}: </span>
      <p>{text === null ? <em>{texts.erased}</em> : <PlainText text={text} />}</p>
      <Moment at={at} />
    </article>
  );
}

interface DeliveryProps {
  id: string;
  message: Message;
  readOffset: number;
}

function Delivery({ id, message, readOffset }: DeliveryProps) {
  const { talk: texts, refusals } = useDeskTexts();
  const { retry, discard } = useConversation(id);
  const { delivery, offset, refused } = message;
  if (delivery !== 'failed') {
    const isRead = offset !== null && offset <= readOffset;
    return <p className="delivery">{isRead ? texts.delivery.read : texts.delivery[delivery]}</p>;
  }
  return (
    <p className="delivery delivery-failed" role="alert">
      {texts.delivery.failed}. {refusals[refused ?? ''] ?? ''}{' '}
      <button type="button" className="link" onClick={() => retry(message.id)}>
        {texts.retry}
      </button>{' '}
      <button type="button" className="link" onClick={() => discard(message.id)}>
        {texts.discard}
      </button>
    </p>
  );
}
