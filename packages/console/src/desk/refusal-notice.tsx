import { useClient } from '@entraide/react';
import { useEffect, useState } from 'react';
import { useDeskTexts } from './texts/use-desk-texts.js';

const shownMs = 7_000;

/** Says for a moment why something did not work. What was written says so at its own place. */
export function RefusalNotice() {
  const { on } = useClient();
  const texts = useDeskTexts();
  const [reason, setReason] = useState<{ code: string } | null>(null);
  useEffect(
    () =>
      on('refused', ({ method, error: { code } }) => {
        if (method !== 'message.post') setReason({ code });
      }),
    [on],
  );
  useEffect(() => {
    if (!reason) return undefined;
    const timer = setTimeout(() => setReason(null), shownMs);
    return () => clearTimeout(timer);
  }, [reason]);
  return (
    <div className="toast-place" role="status">
      {reason && <p className="toast">{texts.refusals[reason.code] ?? texts.refused}</p>}
    </div>
  );
}
