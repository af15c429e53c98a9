import type { ConversationSnapshot, ConversationSummary } from '@entraide/client';
import { useAvailability, useConversation } from '@entraide/react';
import { useWords } from './host-context.js';

/** What a visitor may expect while nobody has the question: only what is known. */
export function WaitingCard({ id }: { id: string }) {
  const conversation = useConversation(id);
  const { texts } = useWords();
  const { summary } = conversation;
  const title = useTitle(conversation);
  const isKept = summary.later && !summary.answered;
  return (
    <div class="waiting">
      <div role="status">
        <h3>{title}</h3>
        {summary.status === 'waiting' &&
          (summary.answered ? <p>{texts.othersAsked}</p> : isKept ? <p>{texts.keptLine}</p> : <Expectation />)}
      </div>
      {summary.status === 'waiting' && !isKept && (
        <p class="quiet">
          {texts.writeOn} {texts.noPromise}
        </p>
      )}
      {summary.alternatives.length > 0 && <Alternatives id={id} />}
    </div>
  );
}

function useTitle({ summary, lastChange }: Pick<ConversationSnapshot, 'summary' | 'lastChange'>): string {
  const { texts, fill } = useWords();
  const name = summary.coach?.name ?? texts.volunteer;
  if (summary.status === 'none') return texts.sending;
  if (lastChange?.type === 'conversation.transferred') return fill(texts.passedOn, { name });
  if (summary.answered) return fill(texts.steppedAway, { name });
  return summary.later ? texts.kept : texts.waiting;
}

function Expectation() {
  const { texts, count, fill, wait } = useWords();
  const { value } = useAvailability();
  if (!value || value.coachesOnline === 0) return <p>{texts.waitingNobody}</p>;
  const { coachesOnline, reason, expectedWaitMs } = value;
  return (
    <p>
      {reason === 'all_busy' ? texts.waitingBusy : count(texts.waitingLine, coachesOnline)}
      {expectedWaitMs !== undefined && ` ${fill(texts.expected, { time: wait(expectedWaitMs) })}`}
    </p>
  );
}

type Alternative = ConversationSummary['alternatives'][number];

/** Other ways than to wait on, where the community offers them by now. */
function Alternatives({ id }: { id: string }) {
  const { summary, choose } = useConversation(id);
  const { texts } = useWords();
  const names: Record<Alternative, string> = {
    hand_over: texts.alternativeHandOver,
    later: texts.alternativeLater,
  };
  return (
    <div>
      <p class="quiet">{texts.waitedLong}</p>
      <div class="row">
        {summary.alternatives.map((alternative) => (
          <button
            key={alternative}
            type="button"
            class="second"
            onClick={() => void choose({ alternative }).catch(told)}
          >
            {names[alternative]}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The notice says it. */
const told = () => undefined;
