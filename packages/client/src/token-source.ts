import type { Clock } from '@entraide/core';
import type { ClientStorage } from './client-storage.js';

/** Where the session's token comes from. */
export interface TokenSource {
  /** Undefined: open the session without one. Rejects when the host has none to give just now. */
  load(): Promise<string | undefined>;
  /** The token was refused: whether another one may come of loading again. */
  renew(): boolean;
  /** The server made this one. */
  keep(token: string): void;
}

/** A token from the host application, or how to fetch one. */
export type Token = string | (() => string | Promise<string>);

interface TokenSourceOptions {
  token: Token | undefined;
  storage: ClientStorage;
  /** Of a visitor's token in the storage. */
  key: string;
  clock: Clock;
}

export const createTokenSource = ({ token, storage, key, clock }: TokenSourceOptions): TokenSource => {
  if (token === undefined) return visitorToken(storage, key, clock);
  if (typeof token === 'string') return { load: async () => token, renew: () => false, keep: () => {} };
  return fetchedToken(token);
};

/** Kept until it is refused: a reconnect after an outage must not storm the host's own server too. */
function fetchedToken(fetchToken: () => string | Promise<string>): TokenSource {
  let kept: string | undefined;
  return {
    async load() {
      kept ??= await fetchToken();
      return kept;
    },
    renew() {
      kept = undefined;
      return true;
    },
    keep: () => {},
  };
}

/** Less than an attempt to open the session may take: a tab that gets no answer must not keep the others from asking. */
const aloneMs = 5_000;

/**
 * A visitor is known by a token that the server made for this browser; who loses it starts anew. Of tabs that have none,
 * one at a time asks for it, so that the others find the one that it got.
 */
function visitorToken(storage: ClientStorage, key: string, clock: Clock): TokenSource {
  let loading: Promise<string | undefined> | null = null;
  let release = () => {};
  const read = () => storage.read(key) ?? undefined;
  const wait = () =>
    new Promise<string | undefined>((resolve) => {
      const held = async () => {
        const token = read();
        const done = new Promise<void>((end) => {
          release = end;
        });
        resolve(token);
        if (token !== undefined) return;
        const cancel = clock.schedule(aloneMs, release);
        await done;
        cancel();
      };
      // A page that may not take turns asks at once.
      storage.alone?.(key, held).catch(() => resolve(read()));
    });
  return {
    async load() {
      release();
      const token = read();
      if (token !== undefined || !storage.alone) return token;
      loading ??= wait().finally(() => {
        loading = null;
      });
      return loading;
    },
    renew() {
      const hadOne = storage.read(key) !== null;
      storage.remove(key);
      return hadOne;
    },
    keep(token) {
      storage.write(key, token);
      release();
    },
  };
}
