import { useConversation } from '@entraide/react';
import { useId, useState } from 'react';
import { HeartIcon, StarIcon } from '../shared/icons.js';
import { texts } from '../texts.js';

interface FarewellProps {
  id: string;
  startAnew(): void;
}

/** The end: thanks and stars, both as the visitor likes, and the way to a next question. */
export function Farewell({ id, startAnew }: FarewellProps) {
  const { summary } = useConversation(id);
  return (
    <section className="farewell" aria-label={texts.endedTitle}>
      <div role="status">
        <h4>{texts.endedTitle}</h4>
        {summary.outcome === 'handed_over' && <p>{texts.endedHandedOver}</p>}
      </div>
      {summary.answered ? (
        <>
          <Thanks id={id} />
          <Stars id={id} />
        </>
      ) : (
        <p className="quiet">{texts.endedAbandoned}</p>
      )}
      <button type="button" className="link" onClick={startAnew}>
        {texts.askAgain}
      </button>
    </section>
  );
}

function Thanks({ id }: { id: string }) {
  const { summary, thank } = useConversation(id);
  const [comment, setComment] = useState('');
  const field = useId();
  if (summary.thanked) {
    return (
      <p className="thanked" role="status">
        <HeartIcon /> {texts.thanked}
      </p>
    );
  }
  return (
    <form
      className="thanks"
      onSubmit={(event) => {
        event.preventDefault();
        void thank(comment.trim() ? { comment } : {});
      }}
    >
      <p>
        <strong>{texts.thankTitle(summary.coach?.name ?? texts.volunteer)}</strong>{' '}
        <span className="quiet">{texts.thankLine}</span>
      </p>
      <label className="unseen" htmlFor={field}>
        {texts.thankComment}
      </label>
      <input
        id={field}
        value={comment}
        maxLength={2_000}
        placeholder={texts.thankComment}
        onChange={(event) => setComment(event.target.value)}
      />
      <button type="submit" className="primary">
        <HeartIcon /> {texts.thank}
      </button>
    </form>
  );
}

const counts = [1, 2, 3, 4, 5];

function Stars({ id }: { id: string }) {
  const { summary, rate } = useConversation(id);
  if (summary.stars !== null) return <p className="quiet">{texts.rated(summary.stars)}</p>;
  return (
    <fieldset className="stars">
      <legend>{texts.rateLegend}</legend>
      {counts.map((stars) => (
        <button key={stars} type="button" aria-label={texts.stars(stars)} onClick={() => rate({ stars })}>
          <StarIcon />
        </button>
      ))}
    </fieldset>
  );
}
