import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemClock, systemIds } from '../system.js';

it('makes a member of whoever comes with a token, once', async () => {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const community = createCommunity({ id: 'shop', storage });
  const both = await Promise.all([community.coach({ name: 'Ben' }), community.coach({ name: 'Ben' })]);
  expect(both[0].id).toBe(both[1].id);
  expect((await storage.log(0, 10)).map(({ type }) => type)).toEqual(['coach.provisioned']);
  expect((await community.coach({ name: 'Ben' })).id).toBe(both[0].id);
});

it('keeps strangers out of a community that only knows invited people', async () => {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const ben = await createCommunity({ id: 'shop', storage }).coach({ name: 'Ben' });
  const community = createCommunity({ id: 'shop', storage, provisioning: 'invited' });
  expect((await community.coach({ name: 'Ben' })).id).toBe(ben.id);
  await expect(community.coach({ name: 'Eve' })).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('does not turn a coach into a manager', async () => {
  const community = createCommunity({ id: 'shop' });
  await community.coach({ name: 'Ben' });
  await expect(community.manager({ name: 'Ben' })).rejects.toMatchObject({ code: 'unauthenticated' });
  const both = [community.coach({ name: 'Zoe' }), community.manager({ name: 'Zoe' })];
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});
