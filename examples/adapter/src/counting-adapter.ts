// #region adapter
import { systemIds } from '@entraide/core';
import type { StorageAdapter } from '@entraide/core/conformance';
import { createMemoryStorage } from '@entraide/core/memory';
import { createCountingStorage } from './counting-storage.js';

export const countingAdapter: StorageAdapter = {
  name: 'the counting storage',
  durability: 'memory',
  async create({ views }) {
    let now = 0;
    const clock = { now: () => now, schedule: () => () => undefined };
    const storage = createCountingStorage({ inner: createMemoryStorage({ clock, ids: systemIds, views }) });
    return {
      storage,
      async passTime(ms) {
        now += ms;
      },
      dispose: () => storage.close(),
    };
  },
};
// #endregion adapter
