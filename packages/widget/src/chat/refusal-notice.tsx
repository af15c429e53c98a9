import { useClient } from '@entraide/react';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from './host-context.js';

/** What nobody needs to be told: it was so already, or it is told where it was written. */
const silent = ['already_thanked', 'already_rated', 'conversation_closed', 'already_blocked', 'superseded'];
const written = ['conversation.ask', 'message.post'];
const shownMs = 8_000;

/** Says that something was not accepted, for a moment. Refused messages say so themselves. */
export function RefusalNotice() {
  const client = useClient();
  const { texts } = useWords();
  const [code, setCode] = useState<string | null>(null);
  useEffect(
    () =>
      client.on('refused', ({ method, error }) => {
        if (!written.includes(method) && !silent.includes(error.code)) setCode(error.code);
      }),
    [client],
  );
  useEffect(() => {
    if (!code) return;
    const timer = setTimeout(() => setCode(null), shownMs);
    return () => clearTimeout(timer);
  }, [code]);
  return (
    <div role="alert">
      {code && (
        <p class="notice" data-kind="bad">
          {sayRefusal(code, texts)}
        </p>
      )}
    </div>
  );
}

interface RefusalTexts {
  refusedRate: string;
  refusedMany: string;
  refusedOther: string;
}

/** Why something was not accepted, as far as that helps the visitor. */
export function sayRefusal(code: string, texts: RefusalTexts): string {
  if (code === 'rate_limited') return texts.refusedRate;
  return code === 'too_many_conversations' ? texts.refusedMany : texts.refusedOther;
}
