import type { ConversationSnapshot } from '@entraide/client';
import { useConversation } from '@entraide/react';
import { HeartIcon } from '../shared/icons.js';
import { texts } from '../texts.js';

/** A conversation that the coach no longer holds: why, what came of it, and the way back where there is one. */
export function Parted({ id, dismiss }: { id: string; dismiss(): void }) {
  const { summary, lastChange, claim } = useConversation(id);
  const isOpenToMe = summary.status === 'on_hold' || lastChange?.type === 'conversation.reoffered';
  return (
    <div className="ended" role="status">
      <p className="ended-note">{noteOf({ summary, lastChange })}</p>
      {summary.thanked && (
        <p className="thanked">
          <HeartIcon /> {texts.coachThanked}
        </p>
      )}
      {summary.stars !== null && <p>{texts.coachRated(summary.stars)}</p>}
      <span className="ended-actions">
        {isOpenToMe && (
          <button type="button" onClick={() => void claim()}>
            {texts.takeUp}
          </button>
        )}
        <button type="button" onClick={dismiss}>
          {texts.dismiss}
        </button>
      </span>
    </div>
  );
}

function noteOf({ summary, lastChange }: Pick<ConversationSnapshot, 'summary' | 'lastChange'>): string {
  if (summary.outcome === 'handed_over') return texts.parted.handedOver;
  if (summary.status === 'closed') return texts.coachEnded;
  return texts.parted.changes[lastChange?.type ?? ''] ?? texts.coachLost;
}
