import type { Explanation } from '@entraide/client';
import { useConnectionStatus, useExplain } from '@entraide/react';
import { useState } from 'react';
import { texts } from '../texts.js';

/** Why a request is shown to this coach, asked for when somebody wants to know. */
export function WhyYou({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="why" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{texts.why.title}</summary>
      {isOpen && <Reasons id={id} />}
    </details>
  );
}

function Reasons({ id }: { id: string }) {
  const { status, value } = useExplain(id);
  const { actor } = useConnectionStatus();
  const mine = value?.coaches.find(({ coachId }) => coachId === actor?.id);
  if (!mine) return <p>{status === 'loading' ? texts.why.loading : texts.why.unknown}</p>;
  return (
    <ul className="why-reasons">
      <li>{texts.why.verdicts[mine.verdict] ?? texts.why.unknown}</li>
      {mine.reasons.map((reason) => (
        <li key={reason.part}>{sentenceOf(reason)}</li>
      ))}
    </ul>
  );
}

type Reason = Explanation['coaches'][number]['reasons'][number];

const sentenceOf = ({ part, fact }: Reason): string => `${texts.why.parts[part] ?? part}: ${fact}`;
