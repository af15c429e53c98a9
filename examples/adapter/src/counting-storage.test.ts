import { expect, it } from 'vitest';
import { countingAdapter } from './counting-adapter.js';
import type { CountingStorage } from './counting-storage.js';

it('counts each commit by what became of it', async () => {
  const { storage } = await countingAdapter.create({ views: [] });
  const command = { id: 'c1', hash: 'h1', result: '1' };
  const commit = { community: 'demo', command, appends: [], rows: [] };
  const { counts } = storage as CountingStorage;
  await Promise.all([storage.commit(commit), storage.commit(commit)]);
  await storage.commit({ ...commit, command: { ...command, hash: 'h2' } });
  await storage.close();
  await expect(storage.commit(commit)).rejects.toThrow('it is closed');
  expect(counts).toEqual({ committed: 1, version_conflict: 0, duplicate: 1, conflicting_duplicate: 1, unknown: 1 });
});
