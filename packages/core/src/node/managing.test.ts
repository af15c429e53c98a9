import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { BoardRow, Result } from '../protocol/types.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage } from '../testing/stage.js';

const hour = 60 * 60 * 1_000;

async function follow(person: Participant, view: 'board' | 'reports') {
  const rows = new Map<string, { key: string }>();
  person.on('view.changed', (change) => {
    if (change.view !== view) return;
    for (const row of change.upserts) rows.set(row.key, row);
    for (const key of change.removes) rows.delete(key);
  });
  for (const row of (await person.call('view.open', { view })).rows) rows.set(row.key, row);
  const board = () => [...rows.values()] as unknown as BoardRow[];
  return { rows, board, kinds: () => board().map(({ kind }) => kind) };
}

it('shows managers what waits, who talks with whom, and who is online', async () => {
  const { community, clock, ben, max, claim, answer, conversationId, ask } = await createStage();
  const { board } = await follow(max, 'board');
  const ofKind = (kind: BoardRow['kind']) => board().filter((row) => row.kind === kind);
  expect(ofKind('request')).toMatchObject([{ conversationId, text: 'Do these shoes run small?' }]);
  expect(ofKind('coach').map((row) => 'name' in row && row.name)).toEqual(['Ben', 'Zoe']);
  await claim();
  await answer();
  await clock.advance(1_000);
  expect(ofKind('request')).toEqual([]);
  expect(ofKind('talk')).toMatchObject([{ conversationId, status: 'held', coachId: ben.id, overdue: false }]);
  expect(JSON.stringify(ofKind('talk')), 'nothing of what is written').not.toContain('shoes');
  expect(ofKind('coach')).toMatchObject([{ openCount: 1 }, { openCount: 0 }]);
  await ask();
  await clock.advance(1_000);
  expect(ofKind('match')).toMatchObject([{ board: true }]);
  await community.close();
});

it('shows that a coach owes an answer, and questions of today that nobody took', async () => {
  const { community, clock, ana, max, ask, claim, answer, conversationId } = await createStage();
  const { board } = await follow(max, 'board');
  const lost = await ask();
  await claim();
  await answer();
  await ana.call('message.post', { conversationId, text: 'And in red?' });
  await ana.call('conversation.leave', { conversationId: lost });
  await clock.advance(3 * 60_000 + 15_000);
  expect(board().find(({ kind }) => kind === 'talk')).toMatchObject({ overdue: true });
  expect(board().find(({ kind }) => kind === 'lost')).toMatchObject({ conversationId: lost, outcome: 'abandoned' });
  await clock.advance(24 * hour);
  expect(board().find(({ kind }) => kind === 'lost')).toBeUndefined();
  await community.close();
});

it('is read by a manager only after saying why, and only for a while', async () => {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const { community, ana, max, conversationId } = await createStage({ storage, clock });
  const feed = `conversation/${conversationId}`;
  const seen: number[] = [];
  max.on('feed.event', ({ offset }) => seen.push(offset));
  await expect(max.call('feed.open', { feed })).rejects.toMatchObject({ code: 'not_found' });
  const { readsUntil } = await max.call('conversation.inspect', { conversationId, reason: 'A visitor complained' });
  expect(readsUntil).toBe(clock.now() + hour);
  const { snapshot } = await max.call('feed.open', { feed });
  expect(snapshot?.events).toHaveLength(1);
  const log = await storage.log(0, 1_000);
  const audits = log.filter(({ type }) => type === 'conversation.inspected');
  expect(audits).toMatchObject([{ stream: `backstage/${conversationId}`, by: { kind: 'manager', id: max.id } }]);
  expect(audits[0]?.content).toEqual({ reason: 'A visitor complained' });
  await ana.call('message.post', { conversationId, text: 'Hello?' });
  await clock.advance(hour);
  await ana.call('message.post', { conversationId, text: 'Still nobody?' });
  expect(seen).toEqual([2]);
  await expect(max.call('feed.open', { feed })).rejects.toMatchObject({ code: 'not_found' });
  const other = await community.manager({ name: 'Moa' });
  await expect(other.call('feed.open', { feed })).rejects.toMatchObject({ code: 'not_found' });
  await community.close();
});

it('finds conversations by id, coach, topic, status and period, the latest first, page by page', async () => {
  const { community, clock, ana, ben, max, conversationId } = await createStage();
  const asked = [conversationId];
  for (let n = 0; n < 4; n += 1) {
    // All but the last of one millisecond.
    if (n === 3) await clock.advance(1_000);
    asked.push((await ana.call('conversation.ask', { text: 'And?', topic: 'bags' })).conversationId);
  }
  await ben.call('request.claim', { conversationId });
  await ben.call('conversation.close', { conversationId, outcome: 'served' });
  const find = async (search: object) => {
    const pages: string[][] = [];
    for (let after: { askedAt: number; skip: number } | null = null; ; ) {
      const page: Result<'conversation.find'> = await max.call('conversation.find', {
        limit: 2,
        ...search,
        ...(after && { after }),
      });
      pages.push(page.rows.map(({ key }) => key));
      after = page.next;
      if (!after) return pages;
    }
  };
  const all = await find({});
  expect(all.map(({ length }) => length)).toEqual([2, 2, 1]);
  expect(new Set(all.flat())).toEqual(new Set(asked));
  expect(all.flat().at(0)).toBe(asked.at(-1));
  expect(await find({ id: conversationId.slice(-9).toUpperCase() })).toEqual([[conversationId]]);
  expect(await find({ coachId: ben.id })).toEqual([[conversationId]]);
  expect(await find({ status: ['closed'] })).toEqual([[conversationId]]);
  expect((await find({ topic: 'bags' })).flat()).toHaveLength(4);
  expect(await find({ askedFrom: clock.now() })).toEqual([[asked.at(-1)]]);
  expect(await find({ askedTo: clock.now() - 2_000 })).toEqual([[]]);
  const { rows } = await max.call('conversation.find', { id: conversationId, limit: 1 });
  expect(rows).toMatchObject([{ coachId: ben.id, outcome: 'served', status: 'closed' }]);
  expect(JSON.stringify(rows)).not.toContain('shoes');
  await community.close();
});

it('shows managers what was reported until one has seen to it, and anew when it is reported again', async () => {
  const { community, ana, ben, max, claim, answer, conversationId } = await createStage();
  const { rows } = await follow(max, 'reports');
  await claim();
  await answer();
  await ana.call('conversation.report', { conversationId, reason: 'abuse', comment: 'Called me names' });
  const reports = [{ what: 'report', by: 'visitor', reason: 'abuse' }];
  expect([...rows.values()]).toMatchObject([{ key: conversationId, reports, comments: ['Called me names'] }]);
  await max.call('report.close', { conversationId, note: 'Spoke with Ben' });
  expect(rows.size).toBe(0);
  await expect(max.call('report.close', { conversationId })).rejects.toMatchObject({ code: 'not_reported' });
  await ben.call('conversation.block', { conversationId, reason: 'insults' });
  expect([...rows.values()]).toMatchObject([{ reports: [{ what: 'block', by: 'coach', reason: 'insults' }] }]);
  await community.close();
});

it('counts by hour and topic who asked, who was helped, and who met nobody', async () => {
  const { community, clock, ana, ben, max, conversationId } = await createStage();
  const from = Math.floor(clock.now() / hour) * hour;
  await clock.advance(30_000);
  await ben.call('request.claim', { conversationId });
  const lost = (await ana.call('conversation.ask', { text: 'And?', topic: 'bags' })).conversationId;
  await ana.call('conversation.leave', { conversationId: lost });
  const coverage = await max.call('coverage.read', { from, to: from + 2 * hour });
  expect(coverage).toEqual({
    from,
    hours: [
      { at: from, topic: null, asked: 1, taken: 1, missed: 0, lost: 0, waitMs: 30_000 },
      { at: from, topic: 'bags', asked: 1, taken: 0, missed: 1, lost: 0, waitMs: null },
    ],
  });
  await community.close();
});
