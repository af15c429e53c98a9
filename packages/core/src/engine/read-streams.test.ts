import { expect, it } from 'vitest';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemClock, systemIds } from '../system.js';
import { readStreams } from './read-streams.js';
import { views } from './views.js';
import { createStreamCache } from './working-streams.js';

const community = 'shop';
const stream = 'coach/ben';
const storageWith = async (...statuses: ('available' | 'away')[]) => {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const by = { kind: 'coach', name: 'Ben' } as const;
  const events = statuses.map((status, index) => {
    const data = index === 0 ? { status, capacity: statuses.length } : { status };
    return { type: 'presence.changed', at: 1, by, data, content: null };
  });
  const command = { id: systemIds.uuid(), hash: '', result: '{}' };
  await storage.commit({ community, command, appends: [{ stream, expected: 'any', events }], rows: [] });
  return storage;
};

it('folds anew what was folded in another epoch, at whatever version', async () => {
  const cache = createStreamCache(10);
  for (const other of [['available', 'available', 'away'], ['away', 'available'], ['away']] as const) {
    await readStreams(await storageWith('available', 'available'), cache, { community, streams: [stream] });
    const { streams } = await readStreams(await storageWith(...other), cache, { community, streams: [stream] });
    expect(streams[0]).toMatchObject({
      head: { version: other.length },
      state: { status: other.at(-1), capacity: other.length },
    });
  }
});

it('keeps no place for streams that nobody wrote', async () => {
  const cache = createStreamCache(10);
  const streams = ['coach/nobody'];
  const read = await readStreams(await storageWith('away'), cache, { community, streams });
  expect(read.streams[0]?.head.version).toBe(0);
  expect(cache.read('shop\ncoach/nobody')).toBeUndefined();
});
