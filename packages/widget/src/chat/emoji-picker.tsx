import { useEffect, useRef } from 'preact/hooks';
import { useWords } from './host-context.js';

const emojis = [...'🙂😀😂😉😍🤔😅😬😢😮🙏👍👎👏💪🎉❤🔥✨☀🌧❄👟🎒'];

interface EmojiPickerProps {
  id: string;
  pick(emoji: string): void;
  close(): void;
}

/** A few of them; whoever wants others has them on their keyboard. */
export function EmojiPicker({ id, pick, close }: EmojiPickerProps) {
  const { texts } = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  const keys: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups what is sent.
    <div
      ref={list}
      id={id}
      class="emoji"
      role="group"
      aria-label={texts.emoji}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          close();
        }
        const step = keys[event.key];
        const buttons = [...(list.current?.children ?? [])] as HTMLElement[];
        if (step) buttons.at((buttons.indexOf(event.target as HTMLElement) + step) % buttons.length)?.focus();
      }}
    >
      {emojis.map((emoji) => (
        <button key={emoji} type="button" onClick={() => pick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}
