import { beforeAll, describe, expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createTopicTree } from '../expertise/topic-tree.js';
import { defineMatchingPolicy } from '../matching/define-matching-policy.js';
import { waves } from '../matching/dispatch-parts.js';
import { expertiseFit, fairness, fewestOpen } from '../matching/scoring-parts.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { Ids } from '../ports/ids.js';
import type { LoggedEvent } from '../ports/storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createChance } from './chance.js';
import { replayDecisions } from './replay-decisions.js';
import { simulate } from './simulate.js';
import { trafficOfLog } from './traffic-of-log.js';

const topics = [{ id: 'shop' }, { id: 'shoes', parent: 'shop' }, { id: 'hats', parent: 'shop' }];
const policyOf = (weight: number) =>
  defineMatchingPolicy({
    name: 'recorded',
    version: '1',
    scoring: [expertiseFit(weight), fewestOpen(0.3), fairness({ weight: 0.2, windowMs: 3_600_000 })],
    dispatch: waves({ size: 2, everyMs: 20_000 }),
    escalation: [
      { afterMs: 30_000, topic: 'ancestor' },
      { afterMs: 50_000, topic: 'any', ping: { size: 2 } },
      { afterMs: 90_000, alternatives: ['hand_over'] },
    ],
  });
/** The same ids each time, so that ties fall the same way. */
function countedIds(): Ids {
  let count = 0;
  const uuid = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
  return { ...systemIds, uuid, token: () => systemIds.digest(`token ${++count}`) };
}
const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
const chance = createChance('a day at the shop');
const asked = 40;

/** Each coach does something with the first request in the inbox, as the day's luck has it. */
async function act(coach: Participant, turn: number): Promise<void> {
  const { rows } = await coach.call('view.open', { view: 'inbox' });
  const conversationId = rows[0]?.key;
  const luck = chance.uniform('what', coach.id.length, turn);
  if (conversationId === undefined || luck < 0.3) return;
  if (luck < 0.45) return void (await coach.call('request.decline', { conversationId }).catch(refused));
  const claimed = await coach.call('request.claim', { conversationId }).catch(refused);
  if (!claimed || luck < 0.55) return;
  if (luck < 0.65) return void (await coach.call('conversation.release', { conversationId }).catch(refused));
  await coach.call('message.post', { conversationId, text: 'Half a size up.' });
  if (luck < 0.9) await coach.call('conversation.close', { conversationId, outcome: 'served' });
}

const refused = (error: { code?: string }) => {
  expect(typeof error.code).toBe('string');
};

async function recordDay(): Promise<LoggedEvent[]> {
  const clock = createManualClock();
  const ids = countedIds();
  const storage = createMemoryStorage({ clock, ids, views });
  const community = createCommunity({ id: 'shop', clock, ids, storage, topics, matching: policyOf(1) });
  const names = ['Ben', 'Zoe', 'Eve', 'Kim', 'Lou', 'Mia', 'Tom'];
  const coaches = await Promise.all(names.map((name) => community.coach({ name })));
  for (const [index, coach] of coaches.entries())
    await coach.call('preferences.set', {
      topics: [{ topic: index % 2 ? 'shoes' : 'hats', level: 1 + (index % 5) }],
      pingsPerDayMax: 3,
    });
  coaches.pop()?.close();
  await clock.advance(10_000);
  for (let turn = 0; turn < asked; turn += 1) {
    const visitor = await community.visitor();
    const topic = chance.happens(0.5, 'topic', turn) ? 'shoes' : 'hats';
    const { conversationId } = await visitor.call('conversation.ask', { text: 'Which size?', topic });
    await settle();
    for (const [index, coach] of coaches.entries()) await act(coach, 100 * turn + index);
    await clock.advance(1_000 * Math.floor(60 * chance.uniform('pause', turn)));
    await settle();
    if (chance.happens(0.3, 'leaves', turn))
      await visitor.call('conversation.leave', { conversationId }).catch(refused);
  }
  await clock.advance(200_000);
  await settle();
  const log = await storage.log(0, 100_000);
  await community.close();
  return JSON.parse(JSON.stringify(log));
}

describe('a day that the real engine recorded', () => {
  let log: LoggedEvent[] = [];
  const tree = createTopicTree(topics);
  beforeAll(async () => {
    log = await recordDay();
  });

  it('has its decisions made again under its own policy, byte for byte', () => {
    const { decisions, different } = replayDecisions(log, { policy: policyOf(1), topics: tree });
    expect(decisions).toBeGreaterThan(2 * asked);
    expect(different).toEqual([]);
    const types = new Set(log.filter(({ stream }) => stream.startsWith('backstage/')).map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining(['match.decided', 'match.ended', 'match.returned', 'request.declined']),
    );
  });
  it('has others made under another weight', () => {
    const { different } = replayDecisions(log, { policy: policyOf(4), topics: tree });
    expect(different.length).toBeGreaterThan(asked / 2);
    expect(different.some(({ fields }) => fields.includes('offered'))).toBe(true);
  });
  it('is traffic: everybody who asked, everybody who could help, and when they were there', () => {
    const traffic = trafficOfLog(log);
    expect(traffic.arrivals).toHaveLength(asked);
    expect(traffic.arrivals.some(({ serviceMs }) => serviceMs !== undefined)).toBe(true);
    expect(traffic.arrivals.some(({ patienceMs }) => patienceMs !== undefined)).toBe(true);
    expect(traffic.coaches).toHaveLength(7);
    expect(traffic.coaches.map(({ expertise }) => expertise.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    const outcome = simulate({ traffic, policy: policyOf(1), topics: tree, seed: 1 });
    expect(outcome.arrivals).toBe(asked);
    expect(outcome.answered).toBeGreaterThan(asked / 4);
  });
});
