import type { CareRow } from '@entraide/core/protocol';
import { useClient } from '@entraide/react';
import { useState } from 'react';
import { Moment } from '../../shared/moment.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { Refused } from '../parts/refused.js';
import { useCommand } from '../parts/use-command.js';
import { useBoardTexts } from '../texts/use-board-texts.js';

/** Keeps a coach from the community, or lets them in again. */
export function Suspension({ coach: { key: coachId, name, suspendedAt, suspendedFor } }: { coach: CareRow }) {
  const { coaches: texts } = useBoardTexts();
  const client = useClient();
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy, isRefused } = useCommand();
  if (suspendedAt !== null)
    return (
      <div className="notice notice-bad notice-block">
        <span>
          {texts.since} <Moment at={suspendedAt} />
          {suspendedFor && `: ${suspendedFor}`}
        </span>
        <button
          type="button"
          disabled={isBusy}
          onClick={() => void run(() => client.call('coach.reinstate', { coachId }))}
        >
          {texts.reinstate}
        </button>
        <Refused isRefused={isRefused} />
      </div>
    );
  return (
    <div className="actions">
      <button type="button" onClick={() => setAsking(true)}>
        {texts.suspend}
      </button>
      {isAsking && (
        <ConfirmDialog
          title={texts.suspendTitle(name)}
          line={texts.suspendLine}
          action={texts.confirmSuspend}
          reason={texts.reason}
          confirm={(reason) => client.call('coach.suspend', { coachId, reason })}
          closed={() => setAsking(false)}
        />
      )}
    </div>
  );
}
