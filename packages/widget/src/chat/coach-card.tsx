import { useConversation } from '@entraide/react';
import { useWords } from './host-context.js';

/** Who answers, what they are known for, and what they do just now. */
export function CoachCard({ id }: { id: string }) {
  const { summary } = useConversation(id);
  const { texts } = useWords();
  const { coach, status } = summary;
  if (!coach) return null;
  const lines: Partial<Record<typeof status, string>> = {
    claimed: texts.claimed,
    held: texts.answers,
    on_hold: texts.onHold,
    // Somebody had it before, and comes first again.
    waiting: texts.back,
  };
  return (
    <div class="card" role="status">
      <span class="initial" aria-hidden="true">
        {[...coach.name][0]}
      </span>
      <div>
        <p>
          <strong>
            <bdi>{coach.name}</bdi>
          </strong>{' '}
          <span class="mark">{texts.volunteer}</span>
        </p>
        <p class="quiet">{lines[status]}</p>
      </div>
    </div>
  );
}
