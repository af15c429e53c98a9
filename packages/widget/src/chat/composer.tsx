import { useId, useRef, useState } from 'preact/hooks';
import { EmojiPicker } from './emoji-picker.js';
import { useWords } from './host-context.js';
import { SendIcon, SmileIcon } from './icons.js';
import { useFocus } from './watch-focus.js';

interface ComposerProps {
  send(text: string): Promise<unknown>;
  typed(isTyping: boolean): void;
}

const textMax = 8_000;

/** Where one writes on. Enter sends; with a virtual keyboard, which has no second line key, the button does. */
export function Composer({ send, typed }: ComposerProps) {
  const { texts } = useWords();
  const [text, setText] = useState('');
  const [isPicking, setPicking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useFocus(field);
  const write = (next: string) => {
    setText(next);
    typed(next.trim() !== '');
  };
  const post = () => {
    field.current?.focus();
    if (text.trim() === '') return;
    // Refused or not, the message says so itself.
    send(text).catch(() => undefined);
    setText('');
    setPicking(false);
  };
  return (
    <>
      {isPicking && (
        <EmojiPicker
          id={id}
          pick={(emoji) => write(insert(field.current, emoji))}
          close={() => {
            setPicking(false);
            field.current?.focus();
          }}
        />
      )}
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          post();
        }}
      >
        <EmojiButton id={id} isPicking={isPicking} toggle={() => setPicking(!isPicking)} />
        <textarea
          ref={field}
          dir="auto"
          rows={1}
          maxLength={textMax}
          aria-label={texts.message}
          placeholder={texts.message}
          enterkeyhint="send"
          value={text}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            post();
          }}
        />
        <button type="submit" class="icon" aria-label={texts.post} aria-disabled={text.trim() === ''}>
          <SendIcon />
        </button>
      </form>
    </>
  );
}

function EmojiButton({ id, isPicking, toggle }: { id: string; isPicking: boolean; toggle(): void }) {
  const { texts } = useWords();
  return (
    <button
      type="button"
      class="icon"
      aria-label={texts.emoji}
      aria-expanded={isPicking}
      aria-controls={id}
      onClick={toggle}
    >
      <SmileIcon />
    </button>
  );
}

/** The text with the emoji where the caret is. */
function insert(field: HTMLTextAreaElement | null, emoji: string): string {
  if (!field) return emoji;
  field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
  return field.value;
}
