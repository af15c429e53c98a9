import { useSyncExternalStore } from 'react';

const isWatched = () => document.hasFocus() && document.visibilityState === 'visible';

function subscribe(listener: () => void): () => void {
  addEventListener('focus', listener);
  addEventListener('blur', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    removeEventListener('focus', listener);
    removeEventListener('blur', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}

/** Whether somebody looks at this page now, as far as a page can know. */
export const useIsWatched = (): boolean => useSyncExternalStore(subscribe, isWatched, () => false);
