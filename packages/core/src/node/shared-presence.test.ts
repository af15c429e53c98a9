import { describe, expect, it } from 'vitest';
import { type CreateCommunityOptions, createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { waves } from '../matching/dispatch-parts.js';
import { createMemoryBus } from '../memory/memory-bus.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { Bus } from '../ports/bus.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createPresenceShare } from './presence-share.js';

const second = 1_000;
const text = 'Do these shoes run small?';
const oneWave = { name: 'waves', dispatch: waves({ size: 1, everyMs: 20 * second }) };
const deaf: Bus = {
  publish: async () => undefined,
  subscribe: () => new Promise(() => undefined),
  close: async () => undefined,
};

/** Nodes on one storage, which say what they read and write there. */
function start(bus: Bus, options: Partial<CreateCommunityOptions> = {}) {
  const clock = createManualClock();
  const memory = createMemoryStorage({ clock, ids: systemIds, views });
  const leases = { all: false };
  const storage = {
    ...memory,
    shared: true,
    lease: async (name: string, holder: string, ttlMs: number) => leases.all || memory.lease(name, holder, ttlMs),
  };
  const open = () => createCommunity({ id: 'shop', clock, storage, bus, ...options });
  return { clock, memory, storage, leases, open, nodes: [open(), open()] as const };
}

const inboxOf = async (coach: Participant) =>
  (await coach.call('view.open', { view: 'inbox' })).rows.map(({ key }) => key);

describe.each([
  ['with a bus', createMemoryBus],
  ['F8: with the bus off', () => deaf],
])('several nodes, %s', (_, createBus) => {
  it('count each other’s coaches: the window opens and closes on all of them, within two seconds and its hysteresis', async () => {
    const { clock, nodes } = start(createBus(), {
      availability: { opensAfterMs: 5 * second, closesAfterMs: 30 * second },
    });
    const ben = await nodes[0].coach({ name: 'Ben' });
    await clock.advance(5 * second);
    expect(nodes[0].availability().open).toBe(true);
    await clock.advance(2 * second);
    expect(nodes[1].availability()).toEqual(nodes[0].availability());
    expect(nodes[1].availability()).toMatchObject({ open: true, coachesOnline: 1, freeSlots: 3 });
    await ben.close();
    await clock.advance(2 * second);
    expect(nodes.map((node) => node.availability().reason)).toEqual(['closing_soon', 'closing_soon']);
    await clock.advance(30 * second);
    expect(nodes.map((node) => node.availability().open)).toEqual([false, false]);
  });

  it('know how many slots are left, whichever node a conversation is claimed on', async () => {
    const { clock, nodes } = start(createBus());
    const ben = await nodes[0].coach({ name: 'Ben' });
    await clock.advance(2 * second);
    const ana = await nodes[1].visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await clock.advance(2 * second);
    await ben.call('request.claim', { conversationId });
    await clock.advance(2 * second);
    expect(nodes.map((node) => node.availability().freeSlots)).toEqual([2, 2]);
  });

  it('Q5, Q2: offer a request to coaches of any node, one at a time, and fill their inboxes within two seconds', async () => {
    const { clock, nodes, memory } = start(createBus(), { matching: oneWave, passiveAfterMs: 10_000 * second });
    const coaches = [await nodes[0].coach({ name: 'Ben' }), await nodes[1].coach({ name: 'Zoe' })];
    await clock.advance(3 * second);
    const ana = await nodes[1].visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await clock.advance(2 * second);
    expect((await Promise.all(coaches.map(inboxOf))).flat()).toEqual([conversationId]);
    await clock.advance(21 * second);
    const log = await memory.log(0, 1_000);
    const offered = log.flatMap(({ type, data }) => (type === 'match.decided' ? (data.offered as string[]) : []));
    expect(offered.toSorted()).toEqual(coaches.map(({ id }) => id).toSorted());
  });

  it('show everybody who is there to managers of any node, each once', async () => {
    const { clock, nodes } = start(createBus());
    await nodes[0].coach({ name: 'Ben' });
    await nodes[1].coach({ name: 'Ben' });
    await nodes[0].coach({ name: 'Zoe' });
    const max = await nodes[1].manager({ name: 'Max' });
    await clock.advance(2 * second);
    const { rows } = await max.call('view.open', { view: 'presence' });
    expect(rows.map(({ name }) => name).toSorted()).toEqual(['Ben', 'Zoe']);
    expect(nodes.map((node) => node.availability().coachesOnline)).toEqual([2, 2]);
  });

  it('P3: forget the coaches of a node that died, within fifteen seconds and a look', async () => {
    const { clock, storage, open, nodes } = start(createBus());
    const doomed = open();
    const { commit } = storage;
    await doomed.coach({ name: 'Ben' });
    await clock.advance(2 * second);
    expect(nodes[0].availability().coachesOnline).toBe(1);
    // It stops in the midst of all, and takes nothing back.
    storage.commit = async (one) =>
      one.rows.some(({ view }) => view === 'share') ? new Promise(() => {}) : commit(one);
    await clock.advance(16 * second);
    expect(nodes[0].availability().coachesOnline).toBe(0);
  });
});

it('an outage of the storage makes nobody’s coaches vanish', async () => {
  const { clock, storage, nodes } = start(deaf);
  await nodes[0].coach({ name: 'Ben' });
  await clock.advance(2 * second);
  const { find, commit } = storage;
  storage.find = () => Promise.reject(new Error('away'));
  storage.commit = () => Promise.reject(new Error('away'));
  await clock.advance(60 * second);
  // It reads again before the other one writes.
  Object.assign(storage, { find });
  await clock.advance(second);
  expect(nodes[1].availability()).toMatchObject({ open: true, coachesOnline: 1 });
  Object.assign(storage, { commit });
  for (let n = 0; n < 10; n += 1) {
    await clock.advance(second);
    expect(nodes[1].availability()).toMatchObject({ open: true, coachesOnline: 1 });
  }
});

it('a node that was taken for dead says again whom it has', async () => {
  const { clock, memory, nodes } = start(deaf);
  await nodes[0].coach({ name: 'Ben' });
  await clock.advance(2 * second);
  const { rows } = await memory.find('share', { community: 'shop', limit: 10 });
  await memory.commit({
    community: 'shop',
    appends: [],
    rows: rows.map(({ key }) => ({ view: 'share', key, row: null })),
  });
  await clock.advance(second);
  expect(nodes[1].availability().coachesOnline).toBe(0);
  await clock.advance(2 * second);
  expect(nodes[1].availability().coachesOnline).toBe(1);
});

it('a node that ends takes back whom it had, and its right to match goes to another at once', async () => {
  const { clock, memory, nodes } = start(deaf, { matching: oneWave });
  await nodes[0].coach({ name: 'Ben' });
  const zoe = await nodes[1].coach({ name: 'Zoe' });
  await clock.advance(3 * second);
  await nodes[0].close();
  const live = (await memory.find('share', { community: 'shop', limit: 10 })).rows.filter(({ row }) => row !== null);
  expect(live.map(({ row }) => row?.coachIds)).toEqual([[zoe.id]]);
  await clock.advance(second);
  expect(await memory.lease('shop\nmatching', 'another', 1)).toBe(false);
  expect(nodes[1].availability().coachesOnline).toBe(1);
});

it('two who both hold the lease decide each request once', async () => {
  const { clock, memory, leases, nodes } = start(createMemoryBus(), { matching: oneWave });
  leases.all = true;
  for (const node of nodes) await node.coach({ name: 'Ben' });
  await clock.advance(2 * second);
  const ana = await nodes[1].visitor();
  for (let n = 0; n < 5; n += 1) await ana.call('conversation.ask', { text });
  await clock.advance(100 * second);
  const log = await memory.log(0, 1_000);
  const decided = log
    .filter(({ type }) => type === 'match.decided')
    .map(({ stream, data }) => `${stream} ${data.wave}`);
  expect(decided.length).toBeGreaterThanOrEqual(5);
  expect(new Set(decided).size).toBe(decided.length);
});

it('one node alone looks at what nobody wrote', async () => {
  const { clock, nodes, storage } = start(createMemoryBus(), { matching: oneWave });
  const ana = await nodes[0].visitor();
  await ana.call('conversation.ask', { text, later: true });
  await clock.advance(2 * second);
  let conflicts = 0;
  const { commit } = storage;
  storage.commit = async (one) => {
    const outcome = await commit(one);
    if (outcome.status !== 'committed') conflicts += 1;
    return outcome;
  };
  for (let n = 0; n < 10; n += 1) await nodes[n % 2 ? 0 : 1].coach({ name: `Coach ${n}` });
  await clock.advance(60 * second);
  expect(conflicts).toBe(0);
});

it('says in rows of five hundred who is there, and writes again only what changed', async () => {
  const { clock, storage } = start(deaf);
  let heard: ReadonlyMap<string, string> = new Map();
  const shareOf = (node: string) =>
    createPresenceShare({
      storage,
      community: 'shop',
      node,
      changed: (elsewhere) => {
        heard = elsewhere;
      },
      written: () => undefined,
    });
  const [one, other] = [shareOf('one'), shareOf('other')];
  for (let n = 0; n < 1_200; n += 1) one.set(`coach ${n}`, 'present');
  const written: number[] = [];
  const { commit } = storage;
  storage.commit = async (own) => {
    written.push(own.rows.length);
    return commit(own);
  };
  const pass = async () => {
    await clock.advance(second);
    await one.tick(clock.now());
    await other.read(clock.now());
  };
  for (let n = 0; n < 11; n += 1) await pass();
  expect([written, heard.size]).toEqual([[3, 1, 1], 1_200]);
  one.set('coach 700', 'passive');
  await pass();
  expect([written, heard.get('coach 700')]).toEqual([[3, 1, 1, 1], 'passive']);
  for (let n = 0; n < 1_200; n += 1) one.set(`coach ${n}`, null);
  await pass();
  expect([written.at(-1), heard.size]).toEqual([3, 0]);
});

it('passes on that somebody types, to the other node’s people alone, and only over the bus', async () => {
  for (const [bus, expected] of [
    [createMemoryBus(), ['typing']],
    [deaf, []],
  ] as const) {
    const { clock, nodes } = start(bus);
    const ben = await nodes[0].coach({ name: 'Ben' });
    await clock.advance(2 * second);
    const ana = await nodes[1].visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await clock.advance(2 * second);
    await ben.call('request.claim', { conversationId });
    const heard: unknown[] = [];
    for (const person of [ana, ben]) await person.call('feed.open', { feed: `conversation/${conversationId}` });
    await clock.advance(2 * second);
    ana.on('signal', ({ kind, by }) => heard.push(kind) && expect(by).toEqual({ kind: 'coach', name: 'Ben' }));
    ben.signal({ conversationId, kind: 'typing' });
    await clock.advance(0);
    expect(heard).toEqual(expected);
  }
});
