import { useConversation } from '@entraide/react';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useWords } from './host-context.js';
import { MoreIcon } from './icons.js';
import { offerFile } from './offer-file.js';
import { printTranscript } from './print-transcript.js';

/** What takes the composer's place. */
export type Tool = 'report' | 'end';

interface ToolsMenuProps {
  conversationId: string;
  choose(tool: Tool): void;
}

/** What one seldom needs: a copy of what was said, a complaint, the end. */
export function ToolsMenu({ conversationId, choose }: ToolsMenuProps) {
  const { summary, messages } = useConversation(conversationId);
  const { texts, locale } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useOutsidePress(place, () => setOpen(false));
  const transcript = () => printTranscript(messages, { texts, locale, coach: summary.coach?.name ?? texts.volunteer });
  const act = (work: () => void) => () => {
    setOpen(false);
    button.current?.focus();
    work();
  };
  const copy = () =>
    void navigator.clipboard?.writeText(transcript()).then(
      () => setCopied(true),
      () => undefined,
    );
  const items: Item[] = [
    [texts.copy, copy],
    [texts.download, () => offerFile(`${texts.fileName}.txt`, transcript())],
  ];
  if (summary.status !== 'none') items.push([texts.report, () => choose('report')]);
  if (summary.status !== 'none' && summary.status !== 'closed') items.push([texts.end, () => choose('end')]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears Escape of the buttons in it.
    <div
      ref={place}
      class="menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.preventDefault();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        class="icon"
        aria-label={texts.menu}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => {
          setCopied(false);
          setOpen(!isOpen);
        }}
      >
        <MoreIcon />
      </button>
      <span class="unseen" role="status">
        {isCopied && texts.copied}
      </span>
      <Items id={id} hidden={!isOpen} items={items} act={act} />
    </div>
  );
}

type Item = [label: string, work: () => void];

interface ItemsProps {
  id: string;
  hidden: boolean;
  items: readonly Item[];
  act(work: () => void): () => void;
}

const Items = ({ id, hidden, items, act }: ItemsProps) => (
  <ul id={id} hidden={hidden}>
    {items.map(([label, work]) => (
      <li key={label}>
        <button type="button" onClick={act(work)}>
          {label}
        </button>
      </li>
    ))}
  </ul>
);

function useOutsidePress(place: { current: HTMLElement | null }, pressed: () => void): void {
  useEffect(() => {
    const look = (event: Event) => {
      if (place.current && !event.composedPath().includes(place.current)) pressed();
    };
    document.addEventListener('pointerdown', look);
    return () => document.removeEventListener('pointerdown', look);
  });
}
