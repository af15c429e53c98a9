import { useConversation } from '@entraide/react';
import { useId, useRef, useState } from 'preact/hooks';
import { useWords } from './host-context.js';
import { useFocus } from './watch-focus.js';

interface ReportFormProps {
  id: string;
  done(): void;
}

/** Tells the managers, and ends it for good where the visitor wants that too. */
export function ReportForm({ id, done }: ReportFormProps) {
  const { report, block, summary } = useConversation(id);
  const { texts } = useWords();
  const [reason, setReason] = useState('rude');
  const [comment, setComment] = useState('');
  const [isBlocked, setBlocked] = useState(false);
  const [isSent, setSent] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const field = useId();
  useFocus(title);
  const send = () => {
    const said = { reason, ...(comment.trim() && { comment }) };
    // A refusal is told by the window's notice.
    report(said).then(() => setSent(true), done);
    if (isBlocked) block(said).catch(() => undefined);
  };
  if (isSent) return <Sent done={done} />;
  return (
    <form
      class="farewell"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3 ref={title} tabIndex={-1}>
        {texts.report}
      </h3>
      <p class="quiet">{texts.reportLine}</p>
      <Reasons reason={reason} choose={setReason} />
      <div class="field">
        <label for={field}>{texts.reportComment}</label>
        <input
          id={field}
          type="text"
          dir="auto"
          maxLength={2_000}
          value={comment}
          onInput={({ currentTarget }) => setComment(currentTarget.value)}
        />
      </div>
      {summary.coach && (
        <label class="check">
          <input
            type="checkbox"
            checked={isBlocked}
            onChange={({ currentTarget }) => setBlocked(currentTarget.checked)}
          />
          {texts.blockLine}
        </label>
      )}
      <div class="row">
        <button type="submit" class="primary">
          {texts.reportSend}
        </button>
        <button type="button" class="second" onClick={done}>
          {texts.cancel}
        </button>
      </div>
    </form>
  );
}

function Reasons({ reason, choose }: { reason: string; choose(reason: string): void }) {
  const { texts } = useWords();
  const name = useId();
  const reasons = [
    ['rude', texts.reasonRude],
    ['wrong_advice', texts.reasonWrong],
    ['personal_data', texts.reasonPersonal],
    ['other', texts.reasonOther],
  ] as const;
  return (
    <fieldset>
      <legend>{texts.reportReason}</legend>
      {reasons.map(([word, label]) => (
        <label key={word} class="check">
          <input type="radio" name={name} checked={word === reason} onChange={() => choose(word)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Sent({ done }: { done(): void }) {
  const { texts } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  useFocus(button);
  return (
    <div class="farewell">
      <p role="status">{texts.reported}</p>
      <button ref={button} type="button" class="second" onClick={done}>
        {texts.cancel}
      </button>
    </div>
  );
}
