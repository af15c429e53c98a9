import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { waves } from '../matching/dispatch-parts.js';
import { expertiseFit } from '../matching/scoring-parts.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

async function settle() {
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
}

/** Shoes are asked about; Ben knows them best, Zoe a little, Carl speaks German alone. One is asked at a time. */
async function start() {
  const clock = createManualClock();
  const community = createCommunity({
    id: 'shop',
    clock,
    matching: { name: 'best-first', scoring: [expertiseFit(10)], dispatch: waves({ size: 1, everyMs: 20_000 }) },
  });
  const ben = await community.coach({ name: 'Ben' });
  const zoe = await community.coach({ name: 'Zoe' });
  const carl = await community.coach({ name: 'Carl', locales: ['de'] });
  const max = await community.manager({ name: 'Max' });
  await ben.call('preferences.set', { topics: [{ topic: 'shoes', level: 5 }] });
  await zoe.call('preferences.set', { topics: [{ topic: 'shoes', level: 1 }] });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Size?', topic: 'shoes', locale: 'fr' });
  await settle();
  const ask = (person: Participant) => person.call('match.explain', { conversationId });
  return { clock, community, ana, ben, zoe, carl, max, conversationId, ask };
}

it('tells a coach why they were asked, and about nobody else', async () => {
  const { ben, zoe, ask } = await start();
  const answer = await ask(ben);
  expect(answer.coaches).toMatchObject([{ coachId: ben.id, verdict: 'offered', rank: 1 }]);
  expect(answer.coaches[0]?.reasons[0]).toMatchObject({ part: 'expertiseFit' });
  expect(answer.rest).toBeUndefined();
  expect(JSON.stringify(answer)).not.toContain(zoe.id);
});

it('tells a coach who was weighed why others came first', async () => {
  const { zoe, ask } = await start();
  expect((await ask(zoe)).coaches).toMatchObject([{ coachId: zoe.id, verdict: 'outranked', rank: 2 }]);
});

it('tells a coach whom the request could never concern that nothing is there', async () => {
  const { carl, ask } = await start();
  await expect(ask(carl)).rejects.toMatchObject({ code: 'not_found' });
});

it('tells a manager everything: the policy, everybody weighed, and a count of the rest', async () => {
  const { ben, zoe, max, ask } = await start();
  const answer = await ask(max);
  expect(answer.policy.name).toBe('best-first');
  expect(answer.decision).toMatchObject({ wave: 1, board: false });
  expect(answer.coaches.map(({ coachId }) => coachId)).toEqual([ben.id, zoe.id]);
  expect(answer.rest).toEqual({ locale: 1 });
});

it('says that a decline was a decline', async () => {
  const { ben, ask, conversationId } = await start();
  await ben.call('request.decline', { conversationId, reason: 'busy' });
  expect((await ask(ben)).coaches).toMatchObject([{ verdict: 'declined' }]);
});

it('explains the open board too', async () => {
  const community = createCommunity({ id: 'shop', clock: createManualClock() });
  const ben = await community.coach({ name: 'Ben' });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Size?' });
  await settle();
  expect(await ben.call('match.explain', { conversationId })).toMatchObject({
    policy: { name: 'open-board' },
    decision: { board: true },
    coaches: [{ verdict: 'board', source: 'decision' }],
  });
});

it('explains what is on the board before anything could look at it', async () => {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const community = createCommunity({
    id: 'shop',
    clock,
    storage: {
      ...storage,
      commit: async (commit) => {
        if (JSON.stringify(commit).includes('match.decided')) throw new Error('the storage is slow');
        return storage.commit(commit);
      },
    },
  });
  const ben = await community.coach({ name: 'Ben' });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Size?' });
  await settle();
  expect(await ben.call('match.explain', { conversationId })).toMatchObject({
    decision: null,
    coaches: [{ verdict: 'board', source: 'now', ineligible: null }],
  });
});

it('tells nobody anything of an id that nobody used', async () => {
  const { max } = await start();
  const unknown = max.call('match.explain', { conversationId: crypto.randomUUID() });
  await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
});
