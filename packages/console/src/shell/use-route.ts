import { useSyncExternalStore } from 'react';

const read = () => location.hash.replace(/^#/, '') || '/';
const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

/** Where the reader is: what stands after the `#`. */
export const useRoute = (): string => useSyncExternalStore(subscribe, read, () => '/');

/** The address of a page, for a link. */
export const hrefOf = (path: string): string => `#${path}`;
