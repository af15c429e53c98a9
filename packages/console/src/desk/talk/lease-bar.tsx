import { useConversation } from '@entraide/react';
import { useState } from 'react';
import { formatDuration } from '../../shared/format-duration.js';
import { useNow } from '../../shared/use-now.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

const shortMs = 15_000;

/** How long the claim still holds without a reply, and the one extension. */
export function LeaseBar({ id, endsAt }: { id: string; endsAt: number }) {
  const { talk: texts } = useDeskTexts();
  const { extend } = useConversation(id);
  const now = useNow();
  const [beganAt] = useState(now);
  const leftMs = Math.max(0, endsAt - now);
  return (
    <div className="lease" data-short={leftMs < shortMs}>
      <p>{leftMs > 0 ? texts.lease(formatDuration(leftMs)) : texts.leaseOver}</p>
      <button type="button" className="link" onClick={() => void extend()}>
        {texts.extend}
      </button>
      <progress aria-label={texts.leaseLabel} max={Math.max(1, endsAt - beganAt)} value={leftMs} />
    </div>
  );
}
