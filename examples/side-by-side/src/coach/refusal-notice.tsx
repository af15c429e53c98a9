import { useClient } from '@entraide/react';
import { useEffect, useState } from 'react';
import { texts } from '../texts.js';

const shownMs = 6_000;

/** Says for a moment why something did not work. What was written says so at its own place. */
export function RefusalNotice() {
  const { on } = useClient();
  const [text, setText] = useState('');
  useEffect(
    () =>
      on('refused', ({ method, error }) => {
        if (method !== 'message.post') setText(texts.refusals[error.code] ?? texts.refused);
      }),
    [on],
  );
  useEffect(() => {
    const timer = setTimeout(() => setText(''), shownMs);
    return () => clearTimeout(timer);
  });
  return (
    <p className="toast" role="status" hidden={!text}>
      {text}
    </p>
  );
}
