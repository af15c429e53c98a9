import { useAvailability } from '@entraide/react';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useChat, useWords } from './host-context.js';
import { CloseIcon } from './icons.js';
import { type Tool, ToolsMenu } from './tools-menu.js';

interface WindowHeadProps {
  conversationId: string | null;
  choose(tool: Tool): void;
}

/** Who is there, and the ways out. */
export function WindowHead({ conversationId, choose }: WindowHeadProps) {
  const { host } = useChat();
  const { texts } = useWords();
  const { value } = useAvailability();
  return (
    <div class="head">
      <Faces n={value?.open ? value.coachesOnline : 0} />
      <div class="names">
        <h2>{texts.title}</h2>
        <Gate />
      </div>
      {conversationId && <ToolsMenu conversationId={conversationId} choose={choose} />}
      <button type="button" class="icon" aria-label={texts.close} onClick={host.close}>
        <CloseIcon />
      </button>
    </div>
  );
}

function Gate() {
  const { texts, count } = useWords();
  const { value } = useAvailability();
  return <p role="status">{value ? gateText(value.open, value.reason) : texts.looking}</p>;

  function gateText(isOpen: boolean, reason: string): string {
    if (!isOpen) return reason === 'opening_soon' ? texts.opening : texts.nobody;
    return reason === 'all_busy' ? texts.busy : count(texts.online, value?.coachesOnline ?? 0);
  }
}

/** Drawn by the launcher, which has them already. */
function Faces({ n }: { n: number }) {
  const { host } = useChat();
  const place = useRef<HTMLSpanElement>(null);
  const shown = host.options.look === 'text' ? 0 : Math.min(n, 3);
  useLayoutEffect(() => {
    place.current?.replaceChildren(...(shown ? host.faces(shown) : []));
  }, [host, shown]);
  return <span ref={place} class="faces" aria-hidden="true" />;
}
