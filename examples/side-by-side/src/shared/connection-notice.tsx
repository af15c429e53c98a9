import { useClient, useConnectionStatus } from '@entraide/react';
import { texts } from '../texts.js';

/** Says how the connection is, where it isn't as it should be. */
export function ConnectionNotice() {
  const { open } = useClient();
  const { state } = useConnectionStatus();
  if (state === 'reconnecting') {
    return (
      <p className="notice" role="status">
        {texts.connection.reconnecting}
      </p>
    );
  }
  if (state !== 'stopped') return null;
  return (
    <p className="notice notice-bad" role="alert">
      {texts.connection.stopped}
      <button type="button" className="link" onClick={open}>
        {texts.connection.start}
      </button>
    </p>
  );
}
