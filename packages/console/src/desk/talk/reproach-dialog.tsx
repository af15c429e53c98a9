import { useConversation } from '@entraide/react';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../shared/dialog.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

interface ReproachDialogProps {
  id: string;
  kind: 'report' | 'block';
  closed(): void;
}

const reasons = ['abuse', 'distress', 'spam', 'other'] as const;
type Reason = (typeof reasons)[number];
const commentMax = 2_000;

/** Tells the managers what is wrong, and ends it where the coach wants that. */
export function ReproachDialog({ id, kind, closed }: ReproachDialogProps) {
  const { reproach: texts } = useDeskTexts();
  const { report, block } = useConversation(id);
  const [reason, setReason] = useState<Reason>(kind === 'report' ? 'distress' : 'abuse');
  const [comment, setComment] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = { reason, ...(comment.trim() && { comment }) };
    void (kind === 'report' ? report(said) : block(said));
    closed();
  };
  return (
    <Dialog title={kind === 'report' ? texts.reportTitle : texts.blockTitle} closed={closed}>
      <form onSubmit={submit}>
        <p>{kind === 'report' ? texts.reportLine : texts.blockLine}</p>
        <fieldset>
          <legend>{texts.why}</legend>
          {reasons.map((one) => (
            <label key={one} className="choice">
              <input type="radio" name="reason" checked={one === reason} onChange={() => setReason(one)} />
              {texts.reasons[one]}
            </label>
          ))}
        </fieldset>
        <label className="field">
          {texts.comment}
          <textarea
            rows={3}
            maxLength={commentMax}
            value={comment}
            onInput={({ currentTarget }) => setComment(currentTarget.value)}
          />
        </label>
        <div className="dialog-actions">
          <button type="button" onClick={closed}>
            {texts.cancel}
          </button>
          <button type="submit" className={kind === 'block' ? 'grave' : 'primary'}>
            {kind === 'report' ? texts.report : texts.block}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
