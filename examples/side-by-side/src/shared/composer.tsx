import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { texts } from '../texts.js';
import { SendIcon } from './icons.js';

interface ComposerProps {
  label: string;
  send(text: string): void;
  typed(isTyping: boolean): void;
}

const textMax = 8_000;

/** Enter sends, Shift and Enter begin a line. While an input method composes, Enter is its own. */
export function Composer({ label, send, typed }: ComposerProps) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const submit = () => {
    if (!text.trim()) return;
    send(text);
    setText('');
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
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
        value={text}
        maxLength={textMax}
        placeholder={label}
        onKeyDown={pressed}
        onChange={(event) => {
          setText(event.target.value);
          typed(event.target.value.length > 0);
        }}
      />
      <button type="submit" className="send" disabled={!text.trim()} aria-label={texts.send}>
        <SendIcon />
      </button>
    </form>
  );
}
