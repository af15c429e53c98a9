import { describe, expect, it } from 'vitest';
import { emptyCoach } from '../coach/evolve.js';
import type { CoachState } from '../coach/types.js';
import { createTopicTree } from '../expertise/topic-tree.js';
import type { CoachFacts } from '../matching/types.js';
import { type CommunityOptions, parseCommunity } from '../settings.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createPresence } from './presence.js';

const ben: CoachState = { ...emptyCoach, kind: 'coach', name: 'Ben' };
const minute = 60_000;

function start(options: Partial<CommunityOptions> = {}) {
  const clock = createManualClock();
  const told: [string, CoachFacts | null][] = [];
  let shows = 0;
  const settings = parseCommunity({ id: 'shop', availability: { opensAfterMs: 0 }, ...options });
  const presence = createPresence({
    settings,
    clock,
    topics: createTopicTree(settings.topics),
    changed: () => {
      shows += 1;
    },
    coachChanged: (coachId, facts) => told.push([coachId, facts]),
  });
  const pass = async (ms: number) => {
    await clock.advance(ms);
    presence.tick();
  };
  return { presence, told, pass, shows: () => shows };
}

it('keeps the newer of two states, whichever came first', () => {
  const { presence } = start();
  presence.connect('ben', { state: ben, version: 1 });
  presence.update('ben', { state: { ...ben, slots: ['a'] }, version: 2 });
  // A second tab whose read began before the claim.
  presence.connect('ben', { state: ben, version: 1 });
  expect(presence.rows()).toMatchObject([{ openCount: 1 }]);
  presence.update('ben', { state: ben, version: 1 });
  expect(presence.rows()).toMatchObject([{ openCount: 1 }]);
  presence.update('ben', { state: ben, version: 3 });
  expect(presence.rows()).toMatchObject([{ openCount: 0 }]);
});

it('keeps a coach with one of two tabs open', () => {
  const { presence, told } = start();
  const first = presence.connect('ben', { state: ben, version: 1 });
  const second = presence.connect('ben', { state: ben, version: 1 });
  first();
  expect([presence.isHere('ben'), presence.availability().coachesOnline]).toEqual([true, 1]);
  second();
  expect([presence.isHere('ben'), presence.availability().coachesOnline]).toEqual([false, 0]);
  expect(told.map(([, facts]) => facts?.presence ?? null)).toEqual(['present', null]);
});

describe('a coach who does nothing', () => {
  it('is passive after a while, and present again with the next frame', async () => {
    const { presence, told, pass } = start();
    presence.connect('ben', { state: ben, version: 1 });
    await pass(30 * minute);
    expect(presence.rows()).toMatchObject([{ status: 'available', presence: 'passive' }]);
    expect(presence.availability()).toMatchObject({ open: true, reason: 'closing_soon', coachesOnline: 0 });
    presence.active('ben');
    expect(presence.availability()).toMatchObject({ reason: 'coaches_online', coachesOnline: 1 });
    expect(told.map(([, facts]) => facts?.presence)).toEqual(['present', 'passive', 'present']);
  });
  it('is not passive half an hour after they came, but after they did something', async () => {
    const { presence, pass } = start();
    presence.connect('ben', { state: ben, version: 1 });
    await pass(29 * minute);
    presence.active('ben');
    await pass(29 * minute);
    expect(presence.rows()).toMatchObject([{ presence: 'present' }]);
    await pass(minute);
    expect(presence.rows()).toMatchObject([{ presence: 'passive' }]);
  });
  it('is passive once an offer was let pass, until they do something', async () => {
    const { presence, pass } = start();
    presence.connect('ben', { state: ben, version: 1 });
    await pass(1_000);
    presence.missed('ben');
    expect([presence.availability().coachesOnline, presence.rows()[0]?.presence]).toEqual([0, 'passive']);
    await pass(1_000);
    presence.active('ben');
    expect(presence.availability().coachesOnline).toBe(1);
  });
});

it('tells of slots and of an intent that ends', async () => {
  const { presence, told, pass } = start();
  presence.connect('ben', { state: { ...ben, status: 'away', until: 1_700_000_005_000 }, version: 1 });
  presence.update('ben', { state: { ...ben, slots: ['a'] }, version: 2 });
  presence.update('ben', { state: { ...ben, status: 'away', until: 1_700_000_009_000 }, version: 3 });
  await pass(9_000);
  expect(told.map(([, facts]) => [facts?.presence, facts?.openCount])).toEqual([
    ['away', 0],
    ['present', 1],
    ['away', 0],
    ['present', 0],
  ]);
});

it('answers for a topic and a language', () => {
  const { presence } = start();
  const expertise = [{ topic: 'shoes', level: 3, known: 'declared' }] as const;
  presence.connect('ben', { state: { ...ben, expertise, locales: ['fr'] }, version: 1 });
  const open = [{ topic: 'shoes' }, { topic: 'bags' }, { locale: 'fr-CH' }, { locale: 'de' }];
  expect(open.map((request) => presence.availability(request).open)).toEqual([true, false, true, false]);
});

describe('a coach who vanished', () => {
  const busy = { ...ben, slots: ['a'] };
  it('is one who holds a conversation and has been gone for long', async () => {
    const { presence, pass } = start();
    const leave = presence.connect('ben', { state: busy, version: 1 });
    presence.connect('zoe', { state: ben, version: 1 })();
    await pass(10 * minute);
    leave();
    await pass(2 * minute - 1);
    expect(presence.vanished(2 * minute)).toEqual([]);
    await pass(1);
    expect(presence.vanished(2 * minute)).toEqual(['ben']);
    presence.connect('ben', { state: busy, version: 1 });
    expect(presence.vanished(0)).toEqual([]);
  });
  it('is no more one when the conversation is gone, or given to another who is not here', async () => {
    const { presence, pass } = start();
    presence.connect('ben', { state: busy, version: 1 })();
    await pass(minute);
    presence.update('ben', { state: ben, version: 2 });
    presence.update('zoe', { state: busy, version: 2 });
    await pass(minute);
    expect([presence.vanished(minute), presence.vanished(minute + 1)]).toEqual([['zoe'], []]);
  });
  it('counts from the start of the node when nobody saw them since', async () => {
    const { presence, pass } = start();
    presence.connect('zoe', { state: busy, version: 1 });
    await pass(minute);
    presence.holds('ben');
    presence.holds('zoe');
    await pass(minute);
    expect(presence.vanished(2 * minute)).toEqual(['ben']);
  });
});

it('shows a rush of changes once a tick, and none twice', async () => {
  const { presence, pass, shows } = start();
  for (let coach = 0; coach < 1_000; coach += 1) presence.connect(`coach ${coach}`, { state: ben, version: 1 });
  expect(shows()).toBe(5);
  await pass(1_000);
  expect(shows()).toBe(6);
  await pass(1_000);
  expect(shows()).toBe(6);
  expect(presence.rows()).toHaveLength(500);
});
