import type { Conversation, Message } from '@entraide/client';
import { useWords } from './host-context.js';
import { sayRefusal } from './refusal-notice.js';
import { RichText } from './rich-text.js';
import { sayTime } from './say-time.js';

interface MessageRowProps {
  conversation: Pick<Conversation, 'retry' | 'discard'> & { readOffset: number };
  message: Message;
  /** How the other person is called. */
  other: string;
  /** The visitor's last one, which says in words how far it got. */
  isLast: boolean;
}

export function MessageRow({ conversation, message, other, isLast }: MessageRowProps) {
  const { texts, locale } = useWords();
  const { text, at, isMine, delivery, offset } = message;
  const isRead = offset !== null && offset <= conversation.readOffset;
  const states = { sending: texts.statusSending, sent: texts.statusSent, failed: texts.statusFailed };
  const state = delivery === 'sent' && isRead ? texts.statusRead : states[delivery];
  return (
    <article class="message" data-mine={isMine} data-delivery={isRead ? 'read' : delivery}>
      <span class="unseen">{isMine ? texts.you : other}: </span>
      <p class="text" dir="auto">
        {text === null ? <em>{texts.erased}</em> : <RichText text={text} />}
      </p>
      <p class="meta">
        <time dateTime={new Date(at).toISOString()}>{sayTime(at, locale)}</time>
        {isMine && <State text={state} isWordy={isLast || delivery === 'failed'} />}
      </p>
      {delivery === 'failed' && <Failed conversation={conversation} message={message} />}
    </article>
  );
}

function State({ text, isWordy }: { text: string; isWordy: boolean }) {
  return isWordy ? <span class="state">{text}</span> : <span class="state unseen">{text}</span>;
}

function Failed({ conversation, message }: Pick<MessageRowProps, 'conversation' | 'message'>) {
  const { texts } = useWords();
  const { id, refused } = message;
  return (
    <p role="alert" class="quiet">
      {sayRefusal(refused ?? '', texts)}{' '}
      <button type="button" class="link" onClick={() => conversation.retry(id)}>
        {texts.retry}
      </button>{' '}
      <button type="button" class="link" onClick={() => conversation.discard(id)}>
        {texts.discard}
      </button>
    </p>
  );
}
