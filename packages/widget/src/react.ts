/** What the hooks of `@entraide/react` take from React, by Preact: a third of `preact/compat`, which the build leaves out. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export { createContext } from 'preact';
export { useContext, useMemo } from 'preact/hooks';

/** A snapshot of a store, and a render after each change; what changed before it was subscribed to counts too. */
export function useSyncExternalStore<T>(subscribe: (changed: () => void) => () => void, getSnapshot: () => T): T {
  const value = getSnapshot();
  const shown = useRef(value);
  const [, render] = useState({});
  useLayoutEffect(() => {
    shown.current = value;
  });
  useEffect(() => {
    const look = () => getSnapshot() !== shown.current && render({});
    look();
    return subscribe(look);
  }, [subscribe, getSnapshot]);
  return value;
}
