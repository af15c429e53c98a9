import { useClient, useConnectionStatus } from '@entraide/react';
import { useTexts } from '../texts/use-texts.js';

/** Says how the connection is, where it isn't as it should be. */
export function ConnectionNotice() {
  const { connection: texts } = useTexts();
  const { open } = useClient();
  const { state } = useConnectionStatus();
  return (
    <div role="status" className="connection">
      {state === 'reconnecting' && <p className="notice">{texts.reconnecting}</p>}
      {state === 'stopped' && (
        <p className="notice notice-bad">
          {texts.stopped}
          <button type="button" className="link" onClick={open}>
            {texts.start}
          </button>
        </p>
      )}
    </div>
  );
}
