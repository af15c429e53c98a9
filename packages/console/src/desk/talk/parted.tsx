import type { ConversationSnapshot } from '@entraide/client';
import { useConversation } from '@entraide/react';
import { HeartIcon } from '../../shared/icons.js';
import type { DeskTexts } from '../texts/en.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

interface PartedProps {
  id: string;
  dismiss(): void;
}

/** A conversation that the coach no longer holds: why, what came of it, and the way back where there is one. */
export function Parted({ id, dismiss }: PartedProps) {
  const { parted: texts, talk } = useDeskTexts();
  const { summary, lastChange, claim } = useConversation(id);
  const isOpenToMe = summary.status === 'on_hold' || lastChange?.type === 'conversation.reoffered';
  return (
    <div className="parted" role="status">
      <p>{noteOf({ summary, lastChange }, texts)}</p>
      {summary.thanked && (
        <p className="thanked">
          <HeartIcon /> {texts.thanked}
        </p>
      )}
      {summary.stars !== null && <p>{texts.rated(summary.stars)}</p>}
      <span className="parted-actions">
        {isOpenToMe && (
          <button type="button" onClick={() => void claim()}>
            {talk.takeUp}
          </button>
        )}
        <button type="button" className="finish" onClick={dismiss}>
          {talk.dismiss}
        </button>
      </span>
    </div>
  );
}

type Parting = Pick<ConversationSnapshot, 'summary' | 'lastChange'>;

function noteOf({ summary, lastChange }: Parting, texts: DeskTexts['parted']): string {
  if (summary.outcome === 'handed_over') return texts.handedOver;
  if (summary.status === 'closed') return texts.closed;
  return texts.changes[lastChange?.type ?? ''] ?? texts.lost;
}
