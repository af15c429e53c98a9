import { describe, expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Storage, StoredEvent } from '../ports/storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { triesMax } from './effects.js';
import { createLogConsumer, type LogConsumer } from './log-consumer.js';
import type { NodeLogEntry } from './types.js';

type Handle = (event: { offset: number }, attempt: { id: string; signal: AbortSignal }) => Promise<void>;

/** A log that pings are written to, and consumers of it. */
function createScene() {
  const clock = createManualClock();
  const memory = createMemoryStorage({ clock, ids: systemIds, views });
  const entries: NodeLogEntry[] = [];
  const ping = (type = 'pinged'): StoredEvent => ({
    type,
    at: clock.now(),
    by: { kind: 'system', name: 'system' },
    data: {},
    content: null,
  });
  return {
    clock,
    memory,
    entries,
    /** Writes events to the stream `s`, one commit. */
    async write(count: number, { type, community = 'shop' }: { type?: string; community?: string } = {}) {
      const events = Array.from({ length: count }, () => ping(type));
      const command = { id: systemIds.uuid(), hash: '', result: '' };
      await memory.commit({ community, command, appends: [{ stream: 's', expected: 'any', events }], rows: [] });
    },
    consume(handle: Handle, parts: { storage?: Storage; community?: string } = {}) {
      const { storage = memory, community = 'shop' } = parts;
      const log = (entry: NodeLogEntry) => void entries.push(entry);
      return createLogConsumer({
        storage,
        clock,
        ids: systemIds,
        log,
        community,
        name: 'pings',
        types: ['pinged'],
        handle,
      });
    },
    async stored(community = 'shop') {
      return (await memory.find('position', { community, limit: 10 })).rows.map(({ row }) => row?.['reached']);
    },
  };
}

function record() {
  const ids: string[] = [];
  const handle: Handle = async (_, { id }) => void ids.push(id);
  return { ids, handle };
}

const idsOf = (...offsets: number[]) => offsets.map((offset) => `shop/s#${offset}`);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** Takes turns, a second apart. */
async function turns(clock: { advance(ms: number): Promise<void> }, consumer: LogConsumer, count: number) {
  for (let n = 0; n < count; n += 1) {
    await consumer.turn();
    await clock.advance(1_000);
  }
}

describe('a consumer of the log', () => {
  it('begins where the log ends, and handles each event of its types once while nothing fails', async () => {
    const { write, consume, stored } = createScene();
    const { ids, handle } = record();
    await write(3);
    const consumer = consume(handle);
    await consumer.turn();
    expect(ids).toEqual([]);
    await write(2);
    await write(1, { type: 'other' });
    await write(1, { community: 'elsewhere' });
    await consumer.turn();
    await consumer.turn();
    expect(ids).toEqual(idsOf(4, 5));
    expect(await stored()).toHaveLength(1);
    expect(await stored('elsewhere')).toEqual([]);
    await consumer.close();
  });

  it('stores that it began before it does anything, so that a crash right after skips nothing', async () => {
    const { write, consume, memory } = createScene();
    await consume(async () => undefined).turn();
    await write(1);
    const { ids, handle } = record();
    const next = consume(handle, { storage: { ...memory, lease: async () => true } });
    await next.turn();
    expect(ids).toEqual(idsOf(1));
  });

  it('delivers again under the same id when it died between the effect and its position, and skips nothing', async () => {
    const { clock, write, consume, memory } = createScene();
    const { ids, handle } = record();
    const dying: Storage = {
      ...memory,
      async commit(commit) {
        if (ids.length > 0) throw new Error('the process is gone');
        return memory.commit(commit);
      },
    };
    const first = consume(handle, { storage: dying });
    await first.turn();
    await write(3);
    await first.turn();
    expect(ids).toEqual(idsOf(1, 2, 3));
    await clock.advance(60_000);
    const second = consume(handle);
    await second.turn();
    expect(ids).toEqual(idsOf(1, 2, 3, 1, 2, 3));
    await write(1);
    await second.turn();
    expect(ids.slice(6)).toEqual(idsOf(4));
  });

  it('repeats no more than one batch after a crash, and goes through a long log in order', async () => {
    const { clock, write, consume, memory } = createScene();
    const { ids, handle } = record();
    const commit: Storage['commit'] = async (one) => {
      if (ids.length > 50) throw new Error('the process is gone');
      return memory.commit(one);
    };
    const first = consume(handle, { storage: { ...memory, commit } });
    await first.turn();
    await write(100);
    await first.turn();
    expect(ids).toEqual(idsOf(...range(1, 60)));
    await clock.advance(60_000);
    await consume(handle).turn();
    const again = ids.slice(60);
    expect(again).toEqual(idsOf(...range(41, 100)));
  });

  it('stops at nothing that is not its own, however much', async () => {
    const { write, consume, memory, stored } = createScene();
    const { ids, handle } = record();
    const consumer = consume(handle);
    await consumer.turn();
    const [begun] = await stored();
    for (let n = 0; n < 6; n += 1) await write(1_000, { type: 'other' });
    await write(1);
    await consumer.turn();
    expect(ids).toEqual(idsOf(6_001));
    expect(begun).toBe(0);
    const [reached] = await stored();
    const { position } = (await memory.log(0, 10_000)).at(-1) ?? {};
    expect(reached).toBe(position);
  });

  it('leaves an event that always fails after its tries, and never before; the others of its batch do not wait', async () => {
    const { clock, write, consume, entries } = createScene();
    const tries = new Map<number, number>();
    const consumer = consume(async ({ offset }) => {
      tries.set(offset, (tries.get(offset) ?? 0) + 1);
      if (offset === 2) throw new Error('no such address');
    });
    await consumer.turn();
    await write(3);
    await consumer.turn();
    expect([...tries]).toEqual([1, 2, 3].map((offset) => [offset, 1]));
    await write(1);
    await turns(clock, consumer, 10);
    expect(tries.get(1)).toBe(1);
    expect(tries.get(4)).toBeUndefined();
    // Longer than all waits can be together.
    await turns(clock, consumer, 600);
    expect(tries.get(2)).toBe(triesMax);
    expect(tries.get(4)).toBe(1);
    const given = entries.filter(({ event }) => event === 'effect_given_up');
    expect(given).toMatchObject([{ level: 'error', community: 'shop', consumer: 'pings', id: 'shop/s#2' }]);
    await consumer.close();
  });

  it('goes on when the receiver is back, and tries again at moments that differ', async () => {
    const { clock, write, consume } = createScene();
    const triedAt = new Map<number, number[]>();
    let isAway = true;
    const consumer = consume(async ({ offset }) => {
      triedAt.set(offset, [...(triedAt.get(offset) ?? []), clock.now()]);
      if (isAway) throw new Error('away');
    });
    await consumer.turn();
    await write(20);
    await turns(clock, consumer, 10);
    const moments = (nth: number) => new Set([...triedAt.values()].map((times) => times[nth]));
    expect(moments(0).size).toBe(1);
    expect(moments(1).size).toBeGreaterThan(1);
    isAway = false;
    await turns(clock, consumer, 150);
    await write(1);
    await consumer.turn();
    expect(triedAt.get(21)).toHaveLength(1);
  });
});

describe('two consumers of one name', () => {
  it('share the work: one holds the lease, the other takes over when it dies', async () => {
    const { clock, write, consume } = createScene();
    const [one, other] = [record(), record()];
    const first = consume(one.handle);
    const second = consume(other.handle);
    await first.turn();
    await second.turn();
    await write(2);
    await Promise.all([first.turn(), second.turn()]);
    expect([...one.ids, ...other.ids].sort()).toEqual(idsOf(1, 2));
    await write(1);
    await second.turn();
    await clock.advance(31_000);
    await second.turn();
    await first.turn();
    expect([...one.ids, ...other.ids].sort()).toEqual(idsOf(1, 2, 3));
  });

  it('take over where the other one has stored that it is', async () => {
    const { clock, write, consume } = createScene();
    const [one, other] = [record(), record()];
    const [first, second] = [consume(one.handle), consume(other.handle)];
    await first.turn();
    await second.turn();
    await write(2);
    await first.turn();
    await clock.advance(31_000);
    await write(1);
    await second.turn();
    expect([one.ids, other.ids]).toEqual([idsOf(1, 2), idsOf(3)]);
  });

  it('begin at one place when they begin at once', async () => {
    const { consume, memory } = createScene();
    let commits = 0;
    const storage: Storage = {
      ...memory,
      commit(commit) {
        commits += 1;
        return memory.commit(commit);
      },
    };
    const both = [consume(async () => undefined, { storage }), consume(async () => undefined, { storage })];
    await Promise.all(both.map((one) => one.turn()));
    expect(commits).toBe(1);
  });

  it('do no harm when both believe that they hold it: nothing is skipped, and what is doubled has one id', async () => {
    const { write, consume, memory, stored, clock } = createScene();
    const storage: Storage = { ...memory, lease: async () => true };
    const { ids, handle } = record();
    const both = [consume(handle, { storage }), consume(handle, { storage })];
    for (const one of both) await one.turn();
    for (let n = 0; n < 10; n += 1) {
      await write(30);
      await Promise.all(both.map((one) => one.turn()));
    }
    expect([...new Set(ids)].sort()).toEqual(idsOf(...range(1, 300)).sort());
    const [reached] = await stored();
    const last = (await memory.log(0, 1_000)).at(-1)?.position ?? 0;
    expect(reached).toBe(last);
    await clock.advance(1_000);
  });

  it('never store a place behind the one that is stored', async () => {
    const { clock, write, consume, memory, stored } = createScene();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const places: number[] = [];
    const storage: Storage = {
      ...memory,
      lease: async () => true,
      async commit(commit) {
        for (const { row } of commit.rows) places.push(row?.['reached'] as number);
        return memory.commit(commit);
      },
    };
    const slow = consume(() => held, { storage });
    await slow.turn();
    await write(1);
    const turn = slow.turn();
    await clock.advance(1);
    const { ids, handle } = record();
    const fast = consume(handle, { storage });
    await fast.turn();
    await write(1);
    await fast.turn();
    expect(ids).toEqual(idsOf(1, 2));
    release();
    await turn;
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(await stored()).toEqual([places.at(-1)]);
  });
});

describe('at its close a consumer', () => {
  it('waits for what is under way, and leaves the lease to the next', async () => {
    const { clock, write, consume } = createScene();
    let release = () => {};
    const consumer = consume(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    await consumer.turn();
    await write(1);
    const turn = consumer.turn();
    await clock.advance(1);
    let isClosed = false;
    const closing = consumer.close().then(() => {
      isClosed = true;
    });
    await clock.advance(1_000);
    expect(isClosed).toBe(false);
    release();
    await Promise.all([turn, closing]);
    await clock.advance(1);
    const { ids, handle } = record();
    const next = consume(handle);
    await write(1);
    await next.turn();
    expect(ids).toEqual(idsOf(2));
  });

  it('aborts what takes too long, which the next one does again', async () => {
    const { clock, write, consume } = createScene();
    let isAborted = false;
    const consumer = consume((_, { signal }) => {
      signal.addEventListener('abort', () => {
        isAborted = true;
      });
      return new Promise(() => undefined);
    });
    await consumer.turn();
    await write(1);
    const turn = consumer.turn();
    await clock.advance(1);
    const closing = consumer.close();
    await clock.advance(6_000);
    await Promise.all([turn, closing]);
    expect(isAborted).toBe(true);
    const { ids, handle } = record();
    await consume(handle).turn();
    expect(ids).toEqual(idsOf(1));
  });
});

it('a storage that is away is said once, and waited for', async () => {
  const { write, consume, memory, entries } = createScene();
  const { ids, handle } = record();
  let isAway = false;
  const storage: Storage = {
    ...memory,
    log: (after, limit) => (isAway ? Promise.reject(new Error('away')) : memory.log(after, limit)),
  };
  const consumer = consume(handle, { storage });
  await consumer.turn();
  isAway = true;
  await write(1);
  for (let n = 0; n < 3; n += 1) await consumer.turn();
  expect(entries.map(({ event }) => event)).toEqual(['consumer_failed']);
  isAway = false;
  await consumer.turn();
  expect(ids).toEqual(idsOf(1));
});
