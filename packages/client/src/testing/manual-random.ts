import type { Random } from '../system.js';

/** Chance that a test can foretell: full back-off, and ids that count up. */
export function createManualRandom(prefix = '00000000'): Random {
  let count = 0;
  return {
    fraction: () => 1,
    uuid() {
      count += 1;
      return `${prefix}-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
}
