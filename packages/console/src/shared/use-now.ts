import { useClient } from '@entraide/react';
import { useEffect, useState } from 'react';

/** The server's time, once a second. */
export function useNow(): number {
  const { now } = useClient();
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return at;
}
