import { useConversation } from '@entraide/react';
import { useId, useRef, useState } from 'preact/hooks';
import { useChat, useWords } from './host-context.js';
import { StarIcon } from './icons.js';
import { useFocus } from './watch-focus.js';

interface FarewellProps {
  id: string;
  startAnew(): void;
}

/** The end: thanks and stars, both as the visitor likes, and the ways on. */
export function Farewell({ id, startAnew }: FarewellProps) {
  const { summary } = useConversation(id);
  const { texts } = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useFocus(title);
  const isLiked = summary.thanked || (summary.stars ?? 0) >= 4;
  return (
    <section class="farewell" aria-label={texts.ended}>
      <div role="status">
        <h3 ref={title} tabIndex={-1}>
          {texts.ended}
        </h3>
        <Outcome id={id} />
      </div>
      {summary.answered && summary.outcome !== 'blocked' && (
        <>
          <Thanks id={id} />
          <Stars id={id} />
        </>
      )}
      {isLiked && <Help />}
      <button type="button" class="second" onClick={startAnew}>
        {texts.askAgain}
      </button>
    </section>
  );
}

function Outcome({ id }: { id: string }) {
  const { summary } = useConversation(id);
  const { texts } = useWords();
  if (summary.outcome === 'handed_over') return <p>{texts.endedHandedOver}</p>;
  if (summary.outcome === 'blocked') return <p>{texts.endedBlocked}</p>;
  if (summary.answered) return null;
  return <p>{summary.outcome === 'expired' ? texts.endedExpired : texts.endedUnanswered}</p>;
}

function Thanks({ id }: { id: string }) {
  const { host } = useChat();
  const { summary, thank } = useConversation(id);
  const { texts, fill } = useWords();
  const [comment, setComment] = useState('');
  const field = useId();
  const name = summary.coach?.name ?? texts.volunteer;
  const say = () =>
    thank(comment.trim() ? { comment } : {}).then(
      () => host.emit('thanked', { conversationId: id }),
      () => undefined,
    );
  if (summary.thanked) {
    return (
      <p role="status">
        <strong>{fill(texts.thanked, { name })}</strong>
      </p>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <p>
        <strong>{fill(texts.thankTitle, { name })}</strong> <span class="quiet">{texts.thankLine}</span>
      </p>
      <div class="field">
        <label for={field}>{texts.thankComment}</label>
        <input
          id={field}
          type="text"
          dir="auto"
          maxLength={2_000}
          value={comment}
          onInput={({ currentTarget }) => setComment(currentTarget.value)}
        />
      </div>
      <button type="submit" class="primary">
        {texts.thank}
      </button>
    </form>
  );
}

const counts = [1, 2, 3, 4, 5];

function Stars({ id }: { id: string }) {
  const { host } = useChat();
  const { summary, rate } = useConversation(id);
  const { texts, count } = useWords();
  if (summary.stars !== null) return <p role="status">{count(texts.rated, summary.stars)}</p>;
  const give = (stars: number) =>
    void rate({ stars }).then(
      () => host.emit('rated', { conversationId: id, stars }),
      () => undefined,
    );
  return (
    <fieldset class="stars">
      <legend>{texts.rateLegend}</legend>
      {counts.map((stars) => (
        <button
          key={stars}
          type="button"
          class="icon"
          aria-label={count(texts.stars, stars)}
          onClick={() => give(stars)}
        >
          <StarIcon />
        </button>
      ))}
    </fieldset>
  );
}

/** Whoever was helped well may want to help. */
function Help() {
  const { host } = useChat();
  const { texts } = useWords();
  const { helpUrl } = host.options;
  if (!helpUrl) return null;
  return (
    <div class="help">
      <h3>{texts.help}</h3>
      <p class="quiet">{texts.helpLine}</p>
      <a class="second" href={helpUrl} target="_blank" rel="noopener" onClick={() => host.emit('volunteered', {})}>
        {texts.helpAction}
      </a>
    </div>
  );
}
