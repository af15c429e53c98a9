import { afterEach, describe, expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Commit, Storage } from '../ports/storage.js';
import { type CommunityOptions, parseCommunity } from '../settings.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createNode } from './create-node.js';
import type { CommunityNode, DemandSeen } from './types.js';

/** 2023-11-14T23:59:45Z: the day ends in fifteen seconds. */
const startAt = 1_700_006_385_000;
const minute = Math.floor(startAt / 60_000);

const nodes: CommunityNode[] = [];
afterEach(() => Promise.all(nodes.splice(0).map((node) => node.close())));

function start(options: Partial<CommunityOptions> = {}, wrap: (storage: Storage) => Storage = (storage) => storage) {
  const clock = createManualClock(startAt);
  const memory = createMemoryStorage({ clock, ids: systemIds, views });
  const seen: DemandSeen[] = [];
  const storage = wrap(memory);
  const open = () => {
    const node = createNode({
      storage,
      clock,
      communities: [parseCommunity({ id: 'shop', ...options })],
      authenticate: async () => null,
      demandSeen: (demand) => seen.push(demand),
    });
    nodes.push(node);
    return node;
  };
  const rows = async () =>
    (await memory.find('demand', { community: 'shop', limit: 1_000 })).rows.map(({ row }) => row);
  const events = async () =>
    (await memory.log(0, 1_000)).map(({ stream, type, data }) => [stream, type, data] as const);
  return { clock, node: open(), open, seen, rows, events };
}

const topics = [{ id: 'shoes' }, { id: 'sneakers', parent: 'shoes' }];

describe('demand', () => {
  it('is stored by minute and topic, in batches', async () => {
    const { clock, node, rows, events } = start({ topics });
    for (const topic of ['shoes', 'sneakers', 'shoes', undefined]) node.countDemand('shop', topic);
    await clock.advance(9_000);
    expect(await rows()).toEqual([]);
    await clock.advance(1_000);
    expect(await events()).toEqual([
      ['demand/2023-11-14', 'demand.counted', { minute, topic: 'shoes', count: 2 }],
      ['demand/2023-11-14', 'demand.counted', { minute, topic: 'sneakers', count: 1 }],
      ['demand/2023-11-14', 'demand.counted', { minute, topic: null, count: 1 }],
    ]);
    node.countDemand('shop', 'shoes');
    await clock.advance(10_000);
    expect(await rows()).toEqual(
      expect.arrayContaining([
        { minute, topic: 'shoes', count: 3 },
        { minute, topic: 'sneakers', count: 1 },
        { minute, topic: null, count: 1 },
      ]),
    );
  });

  it('goes to the day of its minute, in UTC', async () => {
    const { clock, node, events } = start();
    await clock.advance(12_000);
    node.countDemand('shop');
    await clock.advance(5_000);
    node.countDemand('shop');
    await clock.advance(3_000);
    expect((await events()).map(([stream, , data]) => [stream, data.minute])).toEqual([
      ['demand/2023-11-14', minute],
      ['demand/2023-11-15', minute + 1],
    ]);
  });

  it('is stored when the node closes', async () => {
    const { node, rows } = start();
    node.countDemand('shop', 'shoes');
    await node.close();
    expect(await rows()).toEqual([{ minute, topic: 'shoes', count: 1 }]);
  });

  it('of two nodes adds up', async () => {
    const { clock, node, open, rows } = start();
    for (const one of [node, open()]) one.countDemand('shop', 'shoes');
    await clock.advance(10_000);
    expect(await rows()).toEqual([{ minute, topic: 'shoes', count: 2 }]);
  });

  it('counts without a topic where the community has no such topic', async () => {
    const { clock, node, rows } = start({ topics });
    node.countDemand('shop', 'shoez');
    await clock.advance(10_000);
    expect(await rows()).toEqual([{ minute, topic: null, count: 1 }]);
  });

  it('takes at most twenty words a minute as topics where none are declared', async () => {
    const { clock, node, rows } = start();
    for (let word = 0; word < 100; word += 1) node.countDemand('shop', `word ${word}`);
    node.countDemand('shop', '__proto__');
    node.countDemand('shop', 'word 1');
    await clock.advance(10_000);
    const found = await rows();
    expect(found).toHaveLength(21);
    expect(found).toContainEqual({ minute, topic: null, count: 81 });
    expect(found).toContainEqual({ minute, topic: 'word 1', count: 2 });
  });

  it('of a community that is not here is not counted', () => {
    const { node, seen } = start();
    expect(node.countDemand('nowhere')).toBe(false);
    expect([seen, node.figures().demandCounted]).toEqual([[], 0]);
  });

  it('is told of at once', () => {
    const { node, seen } = start({ topics });
    node.countDemand('shop', 'shoes');
    node.countDemand('shop');
    expect(seen).toEqual([
      { community: 'shop', topic: 'shoes' },
      { community: 'shop', topic: null },
    ]);
    expect(node.figures().demandCounted).toBe(2);
  });
});

describe('while the storage is away', () => {
  /** Commits that are made, but whose answers are lost, as long as a test says so. */
  const losing = (storage: Storage, isAway: () => 'lost' | 'failed' | null): Storage => ({
    ...storage,
    async commit(commit: Commit) {
      const how = isAway();
      if (how === 'failed') throw new Error('the storage is away');
      const outcome = await storage.commit(commit);
      if (how === 'lost') throw new Error('the answer was lost');
      return outcome;
    },
  });

  it.each(['lost', 'failed'] as const)('%s batches are sent again and counted once', async (how) => {
    let away: 'lost' | 'failed' | null = how;
    const { clock, node, rows } = start({}, (storage) => losing(storage, () => away));
    node.countDemand('shop', 'shoes');
    await clock.advance(10_000);
    node.countDemand('shop', 'shoes');
    await clock.advance(5_000);
    away = null;
    await clock.advance(10_000);
    expect(await rows()).toEqual([{ minute, topic: 'shoes', count: 2 }]);
  });
});
