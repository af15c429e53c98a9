import { createMemoryStorage } from '@entraide/core/memory';
import { simulate, tellStory } from '@entraide/core/simulation';
import { expect, it } from 'vitest';
import { createCountingStorage } from './counting-storage.js';

// #region simulate
it('keeps every promise while everything around it fails', async () => {
  for (let seed = 1; seed <= 3; seed += 1) {
    const world = await simulate({
      seed,
      createStorage: (options) => createCountingStorage({ inner: createMemoryStorage(options) }),
    });
    expect(world.violations, tellStory(world)).toEqual([]);
  }
}, 60_000);
// #endregion
