import { type ReactNode, useId, useState } from 'react';
import { Dialog } from '../../shared/dialog.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { Refused } from './refused.js';
import { useCommand } from './use-command.js';

interface ConfirmDialogProps {
  title: string;
  line: string;
  action: string;
  /** Asks for a reason under this label; without one nothing is asked. */
  reason?: string;
  children?: ReactNode;
  /** Rejects where it did not work. */
  confirm(reason: string): Promise<unknown>;
  closed(): void;
}

/** Asks before what cannot be taken back, and why. */
export function ConfirmDialog({ title, line, action, reason, children, confirm, closed }: ConfirmDialogProps) {
  const { states } = useBoardTexts();
  const [text, setText] = useState('');
  const { run, isBusy, isRefused } = useCommand();
  const id = useId();
  return (
    <Dialog title={title} closed={closed}>
      <form
        className="stack"
        onSubmit={async (event) => {
          event.preventDefault();
          if (await run(() => confirm(text.trim()))) closed();
        }}
      >
        <p>{line}</p>
        {children}
        {reason && (
          <label htmlFor={id}>
            {reason}
            <textarea
              id={id}
              required
              rows={3}
              maxLength={200}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
        )}
        <Refused isRefused={isRefused} />
        <div className="actions">
          <button type="button" onClick={closed}>
            {states.cancel}
          </button>
          <button type="submit" className="danger" disabled={isBusy || (reason !== undefined && !text.trim())}>
            {isBusy ? states.busy : action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
