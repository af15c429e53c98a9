import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { SendIcon } from './icons.js';

interface ComposerProps {
  label: string;
  action: string;
  send(text: string): void;
  typed?(isTyping: boolean): void;
  /** Takes the focus each time that this grows. */
  focusTurn?: number;
  /** Kept while the composer is away: the words of one who looks elsewhere are not lost. */
  draftKey?: string;
}

const textMax = 8_000;
const drafts = new Map<string, string>();

/** Enter sends, Shift and Enter begin a line. While an input method composes, Enter is its own. */
export function Composer({ label, action, send, typed, focusTurn = 0, draftKey = '' }: ComposerProps) {
  const [text, setText] = useState(drafts.get(draftKey) ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    if (focusTurn > 0) field.current?.focus({ preventScroll: true });
  }, [focusTurn]);
  const write = (next: string) => {
    setText(next);
    if (draftKey) drafts.set(draftKey, next);
  };
  const submit = () => {
    if (!text.trim()) return;
    send(text);
    write('');
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label className="unseen" htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={1}
        dir="auto"
        value={text}
        maxLength={textMax}
        placeholder={label}
        onKeyDown={pressed}
        onInput={(event) => {
          write(event.currentTarget.value);
          typed?.(event.currentTarget.value.length > 0);
        }}
      />
      <button type="submit" className="send" disabled={!text.trim()} aria-label={action}>
        <SendIcon />
      </button>
    </form>
  );
}
