import type { ConversationSummary } from '@entraide/client';
import { useAvailability } from '@entraide/react';
import { formatDuration, useNow } from '../shared/use-now.js';
import { texts } from '../texts.js';

/** What a visitor may expect while nobody has taken the question: only what is known. */
export function WaitingCard({ summary }: { summary: ConversationSummary }) {
  const { value } = useAvailability();
  const now = useNow();
  const coaches = value?.coachesOnline ?? 0;
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
          {summary.later ? texts.waitingLaterTitle : texts.waitingTitle}
        </h4>
        <p>{coaches > 0 ? texts.waitingLine(coaches) : texts.waitingNobody}</p>
        <p className="quiet">{texts.waitingHonest}</p>
      </div>
      <p className="clock">{texts.waitingFor(formatDuration(now - summary.askedAt))}</p>
    </div>
  );
}
