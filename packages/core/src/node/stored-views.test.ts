import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import { systemClock, systemIds } from '../system.js';
import { createStage } from '../testing/stage.js';

const hour = 60 * 60 * 1_000;
type ShownView = 'announcements' | 'care';

/** A reader's view as its frames make it. */
async function follow(person: Participant, view: ShownView) {
  const rows = new Map<string, Record<string, unknown>>();
  person.on('view.changed', (change) => {
    if (change.view !== view) return;
    for (const row of change.upserts) rows.set(row.key, row);
    for (const key of change.removes) rows.delete(key);
  });
  for (const row of (await person.call('view.open', { view })).rows) rows.set(row.key, row);
  return { rows, titles: () => [...rows.values()].map(({ title }) => title) };
}

it('shows coaches an announcement when its embargo ends, and managers at once', async () => {
  const { community, clock, ben, max } = await createStage();
  const [coach, manager] = [await follow(ben, 'announcements'), await follow(max, 'announcements')];
  await max.call('announcement.publish', { title: 'Now', text: 'We begin' });
  await max.call('announcement.publish', { title: 'Later', text: 'We end', visibleAt: clock.now() + hour });
  expect(manager.titles()).toEqual(['Now', 'Later']);
  await clock.advance(hour - 1_000);
  expect(coach.titles()).toEqual(['Now']);
  const { rows } = await ben.call('view.open', { view: 'announcements' });
  expect(JSON.stringify(rows)).not.toContain('Later');
  await clock.advance(2_000);
  expect(coach.titles()).toEqual(['Now', 'Later']);
  expect([...coach.rows.values()][0]).toMatchObject({ text: 'We begin', by: { kind: 'manager', name: 'Max' } });
  await community.close();
});

it('shows nobody without the tier what is for a tier', async () => {
  const { community, ben, max } = await createStage();
  const [coach, manager] = [await follow(ben, 'announcements'), await follow(max, 'announcements')];
  await max.call('announcement.publish', { title: 'For gold', text: 'Dinner', tier: 'gold' });
  expect(manager.titles()).toEqual(['For gold']);
  expect(coach.titles()).toEqual([]);
  expect((await ben.call('view.open', { view: 'announcements' })).rows).toEqual([]);
  await community.close();
});

it('shows a coach what is for their tier as soon as they have it', async () => {
  const memory = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const { community, ben, zoe, max } = await createStage({
    storage: {
      ...memory,
      // The tier that Ben's row will have once he is promoted.
      async find(view, query) {
        const found = await memory.find(view, query);
        if (view !== 'coach') return found;
        return { ...found, rows: found.rows.map((one) => (one.key === ben?.id ? withTier(one) : one)) };
      },
    },
  });
  await max.call('announcement.publish', { title: 'For gold', text: 'Dinner', tier: 'gold' });
  expect((await follow(ben, 'announcements')).titles()).toEqual(['For gold']);
  expect((await follow(zoe, 'announcements')).titles()).toEqual([]);
  await community.close();
});

const withTier = <T extends { row: Record<string, unknown> | null }>(found: T): T => ({
  ...found,
  row: found.row && { ...found.row, tier: 'gold' },
});

it('publishes an announcement once', async () => {
  const { community, max } = await createStage();
  const announcementId = crypto.randomUUID();
  await max.call('announcement.publish', { announcementId, title: 'News', text: 'One' });
  await expect(
    max.call('announcement.publish', { announcementId: announcementId.toUpperCase(), title: 'News', text: 'Two' }),
  ).rejects.toMatchObject({ code: 'already_posted' });
  await community.close();
});

it('shows managers every coach, and when they last wrote to each other', async () => {
  const { community, clock, ben, zoe, max } = await createStage();
  const care = await follow(max, 'care');
  const at = clock.now();
  const free = { suspendedAt: null, suspendedFor: null };
  const never = { lastContactAt: null, lastFromCoachAt: null, lastFromManagersAt: null, ...free };
  expect([...care.rows.values()].map(({ name, lastContactAt }) => [name, lastContactAt]).sort()).toEqual([
    ['Ben', null],
    ['Zoe', null],
  ]);
  await max.call('thread.post', { coachId: ben.id, text: 'How are you?' });
  await clock.advance(1_000);
  await ben.call('thread.post', { coachId: ben.id, text: 'Fine' });
  expect(care.rows.get(ben.id)).toEqual({
    key: ben.id,
    name: 'Ben',
    lastContactAt: at + 1_000,
    lastFromCoachAt: at + 1_000,
    lastFromManagersAt: at,
    ...free,
  });
  expect(care.rows.get(zoe.id)).toEqual({ key: zoe.id, name: 'Zoe', ...never });
  await community.coach({ name: 'Carl' });
  expect([...care.rows.values()].map(({ name }) => name).sort()).toEqual(['Ben', 'Carl', 'Zoe']);
  const { rows } = await max.call('view.open', { view: 'care' });
  expect(rows.at(-1)).toMatchObject({ name: 'Ben' });
  await community.close();
});

it('shows what another node wrote', async () => {
  const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
  const [here, there] = [await createStage({ storage }), await createStage({ storage })];
  const [coach, care] = [await follow(here.zoe, 'announcements'), await follow(here.max, 'care')];
  await there.max.call('announcement.publish', { title: 'News', text: 'From there' });
  await there.max.call('thread.post', { coachId: there.ben.id, text: 'How are you?' });
  await here.clock.advance(2_000);
  expect(coach.titles()).toEqual(['News']);
  expect(care.rows.get(here.ben.id)?.lastContactAt).toBe(there.clock.now());
  for (const { community } of [here, there]) await community.close();
});
