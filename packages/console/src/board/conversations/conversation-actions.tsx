import type { Params, Result } from '@entraide/core/protocol';
import { useClient } from '@entraide/react';
import { useId, useState } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { useCommand } from '../parts/use-command.js';
import { useBoardTexts } from '../texts/use-board-texts.js';

type Outcome = Params<'conversation.close'>['outcome'];
const outcomes: readonly Outcome[] = ['served', 'handed_over', 'abandoned', 'blocked'];

interface ActionsProps {
  facts: Result<'conversation.find'>['rows'][number];
  done(): void;
}

/** A manager gives a conversation back to the queue, or ends it. */
export function ConversationActions({ facts: { key: conversationId, status }, done }: ActionsProps) {
  const { read: texts, outcome: names } = useBoardTexts();
  const client = useClient();
  const [isClosing, setClosing] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>('served');
  const { run, isBusy } = useCommand();
  const id = useId();
  if (status === 'closed') return null;
  const release = () => run(() => client.call('conversation.release', { conversationId })).then(done);
  return (
    <div className="actions">
      {(status === 'claimed' || status === 'held') && (
        <button type="button" disabled={isBusy} onClick={() => void release()}>
          {texts.release}
        </button>
      )}
      <button type="button" onClick={() => setClosing(true)}>
        {texts.close}…
      </button>
      {isClosing && (
        <ConfirmDialog
          title={texts.closeTitle}
          line={texts.closeLine}
          action={texts.close}
          confirm={() => client.call('conversation.close', { conversationId, outcome }).then(done)}
          closed={() => setClosing(false)}
        >
          <label htmlFor={id}>{texts.outcome}</label>
          <select id={id} value={outcome} onChange={(event) => setOutcome(event.currentTarget.value as Outcome)}>
            {outcomes.map((one) => (
              <option key={one} value={one}>
                {names[one]}
              </option>
            ))}
          </select>
        </ConfirmDialog>
      )}
    </div>
  );
}
