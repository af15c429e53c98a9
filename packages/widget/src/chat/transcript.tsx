import type { ConversationSnapshot } from '@entraide/client';
import { useConversation, useStore } from '@entraide/react';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useChat, useWords } from './host-context.js';
import { MessageRow } from './message-row.js';

/** How far from its end a transcript still counts as read at its end. */
const nearPx = 48;

/** A transcript that stays at its end while one reads there. */
export function Transcript({ id }: { id: string }) {
  const { state } = useChat();
  const { isShown } = useStore(state);
  const conversation = useConversation(id);
  const { messages, summary, canLoadEarlier, loadEarlier, markRead } = conversation;
  const { texts } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const other = summary.coach?.name ?? texts.volunteer;
  const lastOffset = messages.findLast(({ isMine }) => !isMine)?.offset ?? 0;
  const lastMine = messages.findLast(({ isMine }) => isMine);
  useLayoutEffect(() => {
    if (list.current && isAtEnd.current) list.current.scrollTop = list.current.scrollHeight;
  });
  useEffect(() => {
    if (isShown && lastOffset > 0) markRead(lastOffset);
  }, [isShown, lastOffset, markRead]);
  return (
    <div
      ref={list}
      class="transcript"
      role="log"
      aria-label={texts.conversation}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearPx;
      }}
    >
      {canLoadEarlier && (
        <button type="button" class="link" onClick={() => void loadEarlier()}>
          {texts.earlier}
        </button>
      )}
      {messages.map((message) => (
        <MessageRow
          key={message.id}
          conversation={conversation}
          message={message}
          other={other}
          isLast={message === lastMine}
        />
      ))}
      <Change conversation={conversation} />
      <Typing typing={conversation.typing} other={other} />
    </div>
  );
}

/** What befell the conversation itself. */
function Change({ conversation: { summary, lastChange } }: { conversation: ConversationSnapshot }) {
  const { texts, fill } = useWords();
  const name = summary.coach?.name ?? texts.volunteer;
  if (summary.status === 'on_hold') return <p class="change">{texts.onHoldLine}</p>;
  if (lastChange?.type === 'coach.reminded') return <p class="change">{fill(texts.reminded, { name })}</p>;
  return null;
}

function Typing({ typing, other }: { typing: ConversationSnapshot['typing']; other: string }) {
  const { texts, fill } = useWords();
  if (!typing) return null;
  return (
    <p class="dots">
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <span class="unseen">{fill(texts.types, { name: other })}</span>
    </p>
  );
}
