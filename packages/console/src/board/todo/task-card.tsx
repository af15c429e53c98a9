import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { Refused } from '../parts/refused.js';
import { useCommand } from '../parts/use-command.js';

interface Ask {
  action: string;
  title: string;
  line: string;
  reason?: string;
  confirm(reason: string): Promise<unknown>;
}

interface TaskCardProps {
  children: ReactNode;
  done: string;
  run(): Promise<unknown>;
  /** The other answer, which is asked about first. */
  ask?: Ask;
}

/** Something that waits for a manager: one button settles it, another asks first. */
export function TaskCard({ children, done, run, ask }: TaskCardProps) {
  const command = useCommand();
  const [isAsking, setAsking] = useState(false);
  return (
    <li className="card">
      {children}
      <Refused isRefused={command.isRefused} />
      <div className="actions">
        {ask && (
          <button type="button" onClick={() => setAsking(true)}>
            {ask.action}
          </button>
        )}
        <button type="button" className="primary" disabled={command.isBusy} onClick={() => void command.run(run)}>
          {done}
        </button>
      </div>
      {ask && isAsking && <ConfirmDialog {...ask} closed={() => setAsking(false)} />}
    </li>
  );
}
