import type { DeskConversation } from '@entraide/client/desk';
import { type KeyboardEvent, useRef } from 'react';
import { KeyboardIcon } from '../../shared/icons.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { lounge } from './choose-panes.js';

interface PaneStripProps {
  conversations: readonly DeskConversation[];
  shown: readonly string[];
  current: string;
  select(item: string): void;
  /** Shows what the keyboard does. */
  help(): void;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The lounge and each conversation, one press away; the arrow keys go from one to the next. */
export function PaneStrip({ conversations, shown, current, select, help }: PaneStripProps) {
  const texts = useDeskTexts();
  const strip = useRef<HTMLDivElement>(null);
  const pressed = (event: KeyboardEvent) => {
    const isLeftward = document.documentElement.dir === 'rtl';
    const step = (steps[event.key] ?? 0) * (isLeftward ? -1 : 1);
    const buttons = [...(strip.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div className="strip" role="toolbar" aria-label={texts.talk.open} ref={strip} onKeyDown={pressed}>
      <button
        type="button"
        aria-pressed={shown.includes(lounge)}
        tabIndex={current === lounge ? 0 : -1}
        onClick={() => select(lounge)}
      >
        {texts.lounge.title}
      </button>
      {conversations.map(({ id, isHeld, unreadCount, conversation: { messages, typing } }) => (
        <button
          key={id}
          type="button"
          data-held={isHeld}
          aria-pressed={shown.includes(id)}
          tabIndex={current === id ? 0 : -1}
          onClick={() => select(id)}
        >
          {typing && <span className="dot" data-state="typing" />}
          <span className="strip-name" dir="auto">
            {messages[0]?.text ?? '…'}
          </span>
          {unreadCount > 0 && (
            <span className="badge">
              <span aria-hidden="true">{unreadCount}</span>
              <span className="unseen">{texts.talk.unread(unreadCount)}</span>
            </span>
          )}
        </button>
      ))}
      <button type="button" className="plain key-help" aria-label={texts.keys.open} tabIndex={-1} onClick={help}>
        <KeyboardIcon />
      </button>
    </div>
  );
}
