import type { ConversationSnapshot } from '@entraide/client';
import { useAvailability, useConversation } from '@entraide/react';
import { formatWait } from '../shared/format-wait.js';
import { formatDuration, useNow } from '../shared/use-now.js';
import { texts } from '../texts.js';

/** What a visitor may expect while nobody has the question: only what is known. */
export function WaitingCard({ id }: { id: string }) {
  const { summary, lastChange } = useConversation(id);
  const now = useNow();
  if (summary.status === 'none') {
    return (
      <div className="waiting" role="status">
        <h4>{texts.sendingTitle}</h4>
      </div>
    );
  }
  return (
    <div className="waiting">
      <div role="status">
        <h4>
          <span className="pulse" aria-hidden="true" />
          {titleOf({ summary, lastChange })}
        </h4>
        {summary.answered && <p>{texts.othersAskedLine}</p>}
        <Expectation later={summary.later} />
        <p className="quiet">{texts.waitingHonest}</p>
      </div>
      <Alternatives id={id} />
      {!summary.answered && <p className="clock">{texts.waitingFor(formatDuration(now - summary.askedAt))}</p>}
    </div>
  );
}

function titleOf({ summary, lastChange }: Pick<ConversationSnapshot, 'summary' | 'lastChange'>): string {
  if (lastChange?.type === 'conversation.transferred') return texts.passedOnTitle;
  if (summary.answered) return texts.steppedAwayTitle;
  return summary.later ? texts.waitingLaterTitle : texts.waitingTitle;
}

function Expectation({ later }: { later: boolean }) {
  const { value } = useAvailability();
  const { coachesOnline = 0, reason, expectedWaitMs } = value ?? {};
  if (coachesOnline === 0) return <p>{texts.waitingNobody}</p>;
  return (
    <p>
      {reason === 'all_busy' ? texts.waitingBusy : texts.waitingLine(coachesOnline)}
      {expectedWaitMs !== undefined && !later && ` ${texts.expected(formatWait(expectedWaitMs))}`}
    </p>
  );
}

/** Other ways than to wait on, where the community offers them by now. */
function Alternatives({ id }: { id: string }) {
  const { summary, choose } = useConversation(id);
  return summary.alternatives.map((alternative) => (
    <button key={alternative} type="button" onClick={() => choose({ alternative })}>
      {texts.alternatives[alternative]}
    </button>
  ));
}
