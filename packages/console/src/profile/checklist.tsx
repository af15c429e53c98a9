import type { TierStep } from '@entraide/client/lounge';
import { useProfileTexts } from './texts/use-profile-texts.js';

type Line = TierStep['lines'][number];

/** How far one has come with each of a few things. */
export function Checklist({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="checklist">
      {lines.map((line) => (
        <ChecklistLine key={JSON.stringify(line.criterion)} line={line} />
      ))}
    </ul>
  );
}

function ChecklistLine({ line: { criterion, have, isMet } }: { line: Line }) {
  const texts = useProfileTexts();
  const { count, atLeast, topic } = criterion;
  const what = [texts.counts[count] ?? count, topic === undefined ? '' : texts.on(topic)].join(' ').trim();
  return (
    <li data-met={isMet}>
      <span>
        {what}
        <span className="quiet"> {texts.tier.progress(Math.min(have, atLeast), atLeast)}</span>
      </span>
      <progress aria-label={what} max={atLeast} value={Math.min(have, atLeast)} />
    </li>
  );
}
