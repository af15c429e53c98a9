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

export const createTokenSource = (token: Token | undefined, storage: ClientStorage, key: string): TokenSource => {
  if (token === undefined) return visitorToken(storage, key);
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

/** A visitor is known by a token that the server made for this browser; who loses it starts anew. */
const visitorToken = (storage: ClientStorage, key: string): TokenSource => ({
  load: async () => storage.read(key) ?? undefined,
  renew() {
    const hadOne = storage.read(key) !== null;
    storage.remove(key);
    return hadOne;
  },
  keep: (token) => storage.write(key, token),
});
