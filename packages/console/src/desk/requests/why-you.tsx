import type { Explanation } from '@entraide/client';
import { useConnectionStatus, useExplain } from '@entraide/react';
import { useState } from 'react';
import type { DeskTexts } from '../texts/en.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

/** Why a request is shown to this coach, asked for when somebody wants to know. */
export function WhyYou({ id, question }: { id: string; question: string }) {
  const { why: texts } = useDeskTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="why" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary aria-label={texts.titleOf(question)}>{texts.title}</summary>
      {isOpen && <Reasons id={id} />}
    </details>
  );
}

function Reasons({ id }: { id: string }) {
  const { why: texts } = useDeskTexts();
  const { status, value } = useExplain(id);
  const { actor } = useConnectionStatus();
  const mine = value?.coaches.find(({ coachId }) => coachId === actor?.id);
  if (!mine) return <p>{status === 'loading' ? texts.loading : texts.unknown}</p>;
  return (
    <ul className="reasons">
      <li>{texts.verdicts[mine.verdict] ?? texts.unknown}</li>
      {mine.reasons.map((reason) => (
        <li key={reason.part}>{sentenceOf(reason, texts)}</li>
      ))}
    </ul>
  );
}

type Reason = Explanation['coaches'][number]['reasons'][number];

const sentenceOf = ({ part, fact }: Reason, texts: DeskTexts['why']): string => `${texts.parts[part] ?? part}: ${fact}`;
