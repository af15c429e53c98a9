import type { ReadonlyStore } from '@entraide/client';
import { readFragment, readSignIn, type SignIn } from './read-sign-in.js';

/** `broken`: what was handed over makes no sign-in. */
export type SignInSnapshot = SignIn | 'none' | 'broken';

export interface SignInStore extends ReadonlyStore<SignInSnapshot> {
  /** Asks the page around this one for a new token, where there is one. */
  renew(): void;
  forget(): void;
  close(): void;
}

const key = 'entraide:console:sign-in';

/**
 * A token comes with the link (`#token=…`, taken out of the address at once), in `data-token` of the element, or from the
 * page around this one (`{type: 'entraide.token', token}`). It is kept for this tab alone, until the tab closes.
 */
export function createSignInStore(page: Window, element: HTMLElement): SignInStore {
  const listeners = new Set<() => void>();
  let current: SignInSnapshot = fromFragment(page) ?? fromElement(element) ?? kept(page.sessionStorage) ?? 'none';
  const set = (next: SignInSnapshot) => {
    current = next;
    if (typeof next === 'string') page.sessionStorage.removeItem(key);
    else page.sessionStorage.setItem(key, JSON.stringify(next));
    for (const listener of listeners) listener();
  };
  set(current);

  const around = page.parent === page ? null : page.parent;
  const renew = () => around?.postMessage({ type: 'entraide.token_wanted' }, page.location.origin);
  const moved = () => {
    const next = fromFragment(page);
    if (next) set(next);
  };
  const told = ({ source, origin, data }: MessageEvent) => {
    if (!around || source !== around || origin !== page.location.origin) return;
    if (data?.type === 'entraide.token') set(readSignIn(data) ?? 'broken');
  };
  page.addEventListener('hashchange', moved);
  page.addEventListener('message', told);
  if (current === 'none') renew();
  return {
    getSnapshot: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    renew,
    forget: () => set('none'),
    close() {
      page.removeEventListener('hashchange', moved);
      page.removeEventListener('message', told);
    },
  };
}

function fromFragment(page: Window): SignInSnapshot | null {
  const handed = readFragment(page.location.hash);
  if (!handed) return null;
  page.history.replaceState(null, '', `${page.location.pathname}${page.location.search}#${handed.to}`);
  // A router hears of what replaces an address only so.
  page.dispatchEvent(new Event('hashchange'));
  return handed.signIn ?? 'broken';
}

const fromElement = ({ dataset: { token, community, url } }: HTMLElement) => readSignIn({ token, community, url });

function kept(storage: Storage): SignIn | null {
  const text = storage.getItem(key);
  return text === null ? null : (JSON.parse(text) as SignIn);
}
