import { useConversation } from '@entraide/react';
import { type KeyboardEvent, useRef } from 'react';
import { texts } from '../texts.js';

interface ConversationTabsProps {
  ids: readonly string[];
  current: string;
  select(id: string): void;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** One tab for each conversation; the arrow keys go from one to the next. */
export function ConversationTabs({ ids, current, select }: ConversationTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const pressed = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (ids.indexOf(current) + step + ids.length) % ids.length;
    select(ids[next] as string);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={texts.conversations} ref={list} onKeyDown={pressed}>
      {ids.map((id) => (
        <Tab key={id} id={id} isCurrent={id === current} select={() => select(id)} />
      ))}
    </div>
  );
}

function Tab({ id, isCurrent, select }: { id: string; isCurrent: boolean; select(): void }) {
  const { messages, summary, typing } = useConversation(id);
  const last = messages.at(-1);
  const isWaiting = !isCurrent && last?.isMine === false && summary.status !== 'closed';
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${id}`}
      aria-controls={`panel-${id}`}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      onClick={select}
    >
      {(isWaiting || typing) && <span className="dot" />}
      {isWaiting && <span className="unseen">{texts.unread}: </span>}
      <span>{messages[0]?.text ?? '…'}</span>
    </button>
  );
}
