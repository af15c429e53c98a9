import type { Ids } from '../ports/ids.js';
import { systemIds } from '../system.js';

/** Ids that are the same in every run of a seed, and look as random as others. */
export function createCountedIds(seed: string): Ids {
  let last = 0;
  const next = () => {
    last += 1;
    return systemIds.digest(`${seed} ${last}`);
  };
  return {
    uuid() {
      const hex = [...next()].map((letter) => (letter.charCodeAt(0) % 16).toString(16)).join('');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
    },
    token: next,
    digest: systemIds.digest,
  };
}
