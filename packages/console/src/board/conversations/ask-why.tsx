import { useClient } from '@entraide/react';
import { useId, useState } from 'react';
import { Refused } from '../parts/refused.js';
import { useCommand } from '../parts/use-command.js';
import { useBoardTexts } from '../texts/use-board-texts.js';

/** Nobody reads what two people wrote to each other without saying why; it is written down with the same breath. */
export function AskWhy({ conversationId, opened }: { conversationId: string; opened(readsUntil: number): void }) {
  const { read: texts } = useBoardTexts();
  const client = useClient();
  const [reason, setReason] = useState('');
  const { run, isBusy, isRefused } = useCommand();
  const id = useId();
  return (
    <form
      className="stack locked"
      onSubmit={(event) => {
        event.preventDefault();
        void run(async () => {
          const { readsUntil } = await client.call('conversation.inspect', { conversationId, reason: reason.trim() });
          opened(readsUntil);
        });
      }}
    >
      <strong>{texts.locked}</strong>
      <p className="quiet">{texts.lockedLine}</p>
      <label htmlFor={id}>{texts.reason}</label>
      <input
        id={id}
        required
        maxLength={500}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <Refused isRefused={isRefused} />
      <button type="submit" className="primary" disabled={isBusy || !reason.trim()}>
        {texts.open}
      </button>
    </form>
  );
}
