import { useConversation } from '@entraide/react';
import { useState } from 'react';
import { formatDuration, useNow } from '../shared/use-now.js';
import { texts } from '../texts.js';

/** How long the claim still holds without a reply, and the one extension. */
export function LeaseBar({ id, endsAt }: { id: string; endsAt: number }) {
  const { extend } = useConversation(id);
  const now = useNow();
  const [beganAt] = useState(now);
  const leftMs = Math.max(0, endsAt - now);
  const isShort = leftMs < 15_000;
  return (
    <div className="lease" data-short={isShort}>
      <p>{leftMs > 0 ? texts.lease(formatDuration(leftMs)) : texts.leaseOver}</p>
      <button type="button" onClick={() => extend()}>
        {texts.extend}
      </button>
      <progress aria-label={texts.leaseLabel} max={endsAt - beganAt} value={leftMs} />
    </div>
  );
}
