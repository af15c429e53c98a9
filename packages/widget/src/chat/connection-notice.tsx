import { useConnectionStatus } from '@entraide/react';
import { useWords } from './host-context.js';

/** Says that the connection is lost, and that nothing written is. */
export function ConnectionNotice() {
  const { texts } = useWords();
  const { state } = useConnectionStatus();
  const isLost = state === 'reconnecting';
  const how = navigator.onLine ? texts.reconnecting : texts.offline;
  return (
    <div role="status">
      {(isLost || state === 'stopped') && (
        <p class="notice">{isLost ? `${how} ${texts.offlineLine}` : texts.stopped}</p>
      )}
    </div>
  );
}
