import { describe, expect, it } from 'vitest';
import type { CoachState } from '../coach/types.js';
import { project } from '../engine/project.js';
import { rewardStream, roomOf } from '../engine/rooms.js';
import { views } from '../engine/views.js';
import { transfersOf } from '../ledger/transfers-of.js';
import type { LedgerEvent } from '../ledger/types.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { RewardsRow } from '../protocol/types.js';
import { systemClock, systemIds } from '../system.js';
import { earn, rewarding } from '../testing/rewarding.js';
import { createStage } from '../testing/stage.js';
import { createWiretap } from '../testing/wiretap.js';

const uuid = () => crypto.randomUUID();
const createShop = async () => {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const stage = await createStage({ storage, recognition: rewarding });
  await earn(stage);
  return { ...stage, storage };
};

/** A reader's rewards as their frames make them. */
async function follow(person: Participant) {
  const rows = new Map<string, RewardsRow>();
  person.on('view.changed', ({ view, upserts, removes }) => {
    if (view !== 'rewards') return;
    for (const row of upserts) rows.set(row.key, row as unknown as RewardsRow);
    for (const key of removes) rows.delete(key);
  });
  for (const row of (await person.call('view.open', { view: 'rewards' })).rows)
    rows.set(row.key, row as unknown as RewardsRow);
  return {
    rows,
    of: (type: RewardsRow['type']) => [...rows.values()].filter((row) => row.type === type),
    refused: () =>
      Object.fromEntries(
        [...rows.values()].flatMap((row) => (row.type === 'reward' ? [[row.rewardId, row.refused]] : [])),
      ),
  };
}

const stateOf = async (person: Participant) => {
  const { snapshot } = await person.call('feed.open', { feed: 'me' });
  if (!snapshot) throw new Error('a feed that is opened anew begins with a snapshot');
  return snapshot.state as unknown as CoachState;
};
const pointsOf = async (person: Participant) => {
  const { settled, redeemed, lifetime } = (await stateOf(person)).ledger;
  return { settled, redeemed, lifetime };
};

describe('a reward', () => {
  it('takes its points in the same commit, and shows at once to the coach and to the managers', async () => {
    const { community, ben, zoe, max } = await createShop();
    const [coach, other, manager] = [await follow(ben), await follow(zoe), await follow(max)];
    expect(coach.refused()).toEqual({ mug: null, lamp: null, trip: 'tier_not_reached' });
    const order = { rewardId: 'lamp', redemptionId: uuid() };
    await ben.call('reward.redeem', order);
    expect(await pointsOf(ben)).toEqual({ settled: 10, redeemed: 40, lifetime: 50 });
    expect(coach.refused()).toEqual({ mug: 'insufficient_points', lamp: 'out_of_stock', trip: 'tier_not_reached' });
    expect(coach.of('redemption')).toMatchObject([{ ...order, status: 'reserved', name: null, cost: 40 }]);
    expect(manager.of('redemption')).toMatchObject([{ ...order, coachId: ben.id, name: 'Ben' }]);
    expect(other.refused()).toMatchObject({ mug: 'insufficient_points', lamp: 'out_of_stock' });
    expect(other.of('redemption')).toEqual([]);
    expect(manager.refused()).toEqual({ mug: null, lamp: null, trip: null });
    await max.call('reward.fulfil', order);
    expect(manager.of('redemption')).toEqual([]);
    expect(coach.of('redemption')).toMatchObject([{ status: 'fulfilled' }]);
    await community.close();
  });

  it('goes to exactly one where two want the last', async () => {
    const stage = await createShop();
    const { community, ben, zoe, ask } = stage;
    await earn(stage, zoe, await ask());
    const outcomes = await Promise.allSettled(
      [ben, zoe, ben, zoe].map((coach) => coach.call('reward.redeem', { rewardId: 'lamp', redemptionId: uuid() })),
    );
    const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    expect(lost).toEqual(['out_of_stock', 'out_of_stock', 'out_of_stock']);
    const spent = [await pointsOf(ben), await pointsOf(zoe)].map(({ redeemed }) => redeemed);
    expect(spent.sort()).toEqual([0, 40]);
    await community.close();
  });

  it('is paid once under one id, however often and however it is asked for', async () => {
    const { community, ben } = await createShop();
    const redemptionId = uuid();
    for (const id of [redemptionId, redemptionId.toUpperCase(), redemptionId])
      await ben.call('reward.redeem', { rewardId: 'mug', redemptionId: id });
    expect(await pointsOf(ben)).toEqual({ settled: 30, redeemed: 20, lifetime: 50 });
    // One id, two rewards: the ledger knows it.
    await expect(ben.call('reward.redeem', { rewardId: 'lamp', redemptionId })).rejects.toMatchObject({
      code: 'conflicting_transfer',
    });
    await community.close();
  });

  it('is refused beneath its tier, for too few points, and where it is not there', async () => {
    const { community, ben, zoe } = await createShop();
    const redeem = (coach: Participant, rewardId: string) =>
      coach.call('reward.redeem', { rewardId, redemptionId: uuid() });
    await expect(redeem(ben, 'trip')).rejects.toMatchObject({ code: 'tier_not_reached' });
    await expect(redeem(zoe, 'lamp')).rejects.toMatchObject({ code: 'insufficient_points' });
    await expect(redeem(ben, 'yacht')).rejects.toMatchObject({ code: 'not_found' });
    expect(await pointsOf(ben)).toEqual({ settled: 50, redeemed: 0, lifetime: 50 });
    await community.close();
  });

  it('that is refused gives its points back and its place in the stock, and ends once', async () => {
    const { community, storage, ben, max } = await createShop();
    const order = { rewardId: 'lamp', redemptionId: uuid() };
    const coach = await follow(ben);
    await ben.call('reward.redeem', order);
    await max.call('reward.refuse', { ...order, reason: 'Broken on the way' });
    expect(await pointsOf(ben)).toEqual({ settled: 50, redeemed: 0, lifetime: 50 });
    expect(coach.of('redemption')).toMatchObject([{ status: 'refused', reason: 'Broken on the way' }]);
    await expect(max.call('reward.fulfil', order)).rejects.toMatchObject({ code: 'superseded' });
    await ben.call('reward.redeem', { ...order, redemptionId: uuid() });
    const balances = new Map<string, number>();
    for (const { stream, type, at, data } of await storage.log(0, 10_000))
      if (stream === `coach/${ben.id}` && type.startsWith('points.'))
        for (const { from, to, amount } of transfersOf(ben.id, { type, at, data } as unknown as LedgerEvent)) {
          balances.set(from, (balances.get(from) ?? 0) - amount);
          balances.set(to, (balances.get(to) ?? 0) + amount);
        }
    expect([...balances.values()].reduce((sum, one) => sum + one, 0)).toBe(0);
    expect(Object.fromEntries(balances)).toMatchObject({ issued: -50, redeemed: 40, [`coach:${ben.id}:settled`]: 10 });
    await community.close();
  });

  it('that is like money is refused with the settings', async () => {
    const catalogue = [{ id: 'card', kind: 'voucher' as const, cost: 10 }];
    await expect(createStage({ recognition: { rewards: { catalogue } } })).rejects.toThrow('voucher is like money');
  });
});

it('asks managers for gestures and grades, until they have seen to them', async () => {
  const { community, ben, max } = await createShop();
  const { rows, of } = await follow(max);
  expect(of('milestone')).toMatchObject([
    { coachId: ben.id, name: 'Ben', milestone: 'card', task: 'Send them a card' },
  ]);
  expect(of('grade')).toMatchObject([{ coachId: ben.id, name: 'Ben', grade: 'coach', topic: null }]);
  await max.call('milestone.complete', { coachId: ben.id, milestone: 'card' });
  await max.call('grade.confirm', { coachId: ben.id, grade: 'coach' });
  expect([...rows.values()].every(({ type }) => type === 'reward')).toBe(true);
  expect(await stateOf(ben)).toMatchObject({ grades: [{ grade: 'coach', topic: null }] });
  await community.close();
});

it('keeps a tier where a manager locked it, and moves it by the rules once it is unlocked', async () => {
  const stage = await createStage({ recognition: rewarding });
  const { community, zoe, max } = stage;
  const tierOf = async () => (await stateOf(zoe)).tier ?? null;
  await max.call('tier.lock', { coachId: zoe.id, locked: true });
  await earn(stage, zoe);
  expect(await tierOf()).toBeNull();
  await max.call('tier.lock', { coachId: zoe.id, locked: false });
  expect(await tierOf()).toBe('guest');
  await community.close();
});

it('takes back points that a manager reverses, and says who did and why', async () => {
  const { community, storage, ben, max } = await createShop();
  await max.call('points.reverse', { coachId: ben.id, awardId: 'tier.reached:guest', reason: 'Made up' });
  expect(await pointsOf(ben)).toEqual({ settled: 0, redeemed: 0, lifetime: 0 });
  const reversed = (await storage.log(0, 10_000)).find(({ type }) => type === 'points.reversed');
  expect(reversed).toMatchObject({ by: { kind: 'manager', id: max.id }, data: { amount: 50, reason: 'Made up' } });
  await community.close();
});

it('has rows that are equal to those made anew from the streams', async () => {
  const { community, storage, ben, max } = await createShop();
  const [fulfilled, refused] = [uuid(), uuid()];
  for (const redemptionId of [fulfilled, refused]) await ben.call('reward.redeem', { rewardId: 'mug', redemptionId });
  await max.call('reward.fulfil', { rewardId: 'mug', redemptionId: fulfilled });
  await max.call('reward.refuse', { rewardId: 'mug', redemptionId: refused, reason: 'Broken' });
  await max.call('milestone.complete', { coachId: ben.id, milestone: 'card' });
  for (const stream of [rewardStream('mug'), `recognition/${ben.id}`, `coach/${ben.id}`]) {
    const { streams } = await storage.load({ community: 'shop', streams: [{ stream }] });
    const room = roomOf(stream);
    const state = (streams[0]?.events ?? []).reduce(
      (folded, { offset, content, ...event }) =>
        room.evolve(folded, { ...event, data: { ...event.data, ...content } }, offset),
      room.empty,
    );
    const rows = project(stream, state);
    expect(rows.length).toBeGreaterThan(1);
    for (const { view, key, row } of rows) {
      const { rows: found } = await storage.find(view, { community: 'shop', keys: [key], limit: 1 });
      expect(found[0]?.row ?? null, `${view} ${key}`).toEqual(row);
    }
  }
  await community.close();
});

it('shows what another node wrote', async () => {
  const { storage, ...stage } = await createShop();
  const shared = { ...storage, shared: true as const };
  const [here, there] = [
    await createStage({ storage: shared, recognition: rewarding, hostId: (name) => name }),
    await createStage({ storage: shared, recognition: rewarding, hostId: (name) => name }),
  ];
  const [coach, manager] = [await follow(here.ben), await follow(there.max)];
  await here.ben.call('reward.redeem', { rewardId: 'lamp', redemptionId: uuid() });
  await there.clock.advance(2_000);
  expect(manager.of('redemption')).toMatchObject([{ rewardId: 'lamp', name: 'Ben' }]);
  expect(coach.refused()).toMatchObject({ lamp: 'out_of_stock' });
  for (const one of [stage, here, there]) await one.community.close();
});

it('is seen by no visitor and by no brand: neither rewards, nor who had them', async () => {
  const canary = 'kanarie';
  const { community, ben, max } = await createShop();
  const taps = [
    await createWiretap(community),
    await createWiretap(community, { token: community.memberToken('brand', { name: 'B' }) }),
  ];
  const order = { rewardId: 'mug', redemptionId: uuid() };
  await ben.call('reward.redeem', order);
  await max.call('reward.refuse', { ...order, reason: canary });
  for (const { person } of taps) {
    const tries = [
      person.call('view.open', { view: 'rewards' }),
      person.call('reward.redeem', order),
      person.call('reward.fulfil', order),
      person.call('tier.lock', { coachId: ben.id, locked: true }),
      person.call('points.reverse', { coachId: ben.id, awardId: 'tier.reached:guest', reason: 'x' }),
    ];
    for (const one of tries) await expect(one).rejects.toMatchObject({ code: 'not_found' });
  }
  const heard = taps.map((tap) => tap.heard()).join('\n');
  for (const secret of [canary, 'mug', 'lamp', ben.id]) expect(heard).not.toContain(secret);
  const told = await createWiretap(community, { token: community.memberToken('coach', { name: 'Ben', id: 'Ben' }) });
  await told.person.call('view.open', { view: 'rewards' });
  expect(told.heard()).toContain(canary);
  await community.close();
});
