import { describe, expect, it } from 'vitest';
import { type CreateCommunityOptions, createCommunity } from '../create-community.js';
import { restoreEvent } from '../engine/event-content.js';
import { views } from '../engine/views.js';
import { foldStream } from '../engine/working-streams.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

async function createScene(options: Partial<CreateCommunityOptions> = {}) {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const community = createCommunity({ id: 'shop', clock, storage, ...options });
  const ben = await community.coach({ name: 'Ben' });
  const stream = `coach/${ben.id}`;
  const read = async () => {
    const loaded = await storage.load({ community: 'shop', streams: [{ stream }] });
    const [found] = loaded.streams;
    if (!found) throw new Error('the stream was not read');
    return { found, state: foldStream(found).state as Record<string, unknown> };
  };
  return { clock, storage, community, ben, stream, read };
}
const topics = [{ id: 'shoes' }, { id: 'bags' }];

describe('preferences.set', () => {
  const quietHours = { from: '22:00', to: '07:00', timeZone: 'Europe/Zurich' };
  it.each<[string, object]>([
    ['must name at least one preference', {}],
    ['quietHours.from: must be a time of day', { quietHours: { ...quietHours, from: '24:00' } }],
    ['quietHours.to: must be a time of day', { quietHours: { ...quietHours, to: '7:00' } }],
    ['quietHours.to: must differ', { quietHours: { ...quietHours, to: '22:00' } }],
    ['quietHours.timeZone: must name a time zone', { quietHours: { ...quietHours, timeZone: 'Zurich' } }],
    ['quietHours: Unrecognized key', { quietHours: { ...quietHours, days: 7 } }],
    ['pingsPerDayMax: Too big', { pingsPerDayMax: 21 }],
    ['pingsPerDayMax: Too small', { pingsPerDayMax: -1 }],
    ['locales.0: must be a BCP 47', { locales: ['français'] }],
    ['topics.0.level: Too big', { topics: [{ topic: 'shoes', level: 6 }] }],
    ['topics.0.level: Too small', { topics: [{ topic: 'shoes', level: 0 }] }],
    [
      'topics: must name each topic once',
      {
        topics: [
          { topic: 'shoes', level: 1 },
          { topic: 'shoes', level: 2 },
        ],
      },
    ],
    ['email: Invalid email', { email: 'ben at example.org' }],
    ['unknown_topic', { topics: [{ topic: 'shoez', level: 1 }] }],
  ])('refuses: %s', async (message, params) => {
    const { community, ben, read } = await createScene({ topics });
    await expect(ben.call('preferences.set', params)).rejects.toThrow(message);
    expect((await read()).found.head.version).toBe(1);
    await community.close();
  });

  it('is stored, shown to the coach alone, and in the row that matching reads', async () => {
    const { community, storage, ben, read } = await createScene({ topics });
    const declared = [{ topic: 'shoes', level: 4 }];
    const preferences = { quietHours, pingsPerDayMax: 7, locales: ['fr'], topics: declared, email: 'ben@example.org' };
    await ben.call('preferences.set', preferences);
    const expected = {
      quietHours,
      pingsPerDayMax: 7,
      locales: ['fr'],
      topics: ['shoes'],
      expertise: [{ topic: 'shoes', level: 4, known: 'declared' }],
    };
    expect((await read()).state).toMatchObject({ ...expected, email: 'ben@example.org' });
    const me = await ben.call('feed.open', { feed: 'me' });
    expect(me.snapshot?.state).toMatchObject({ ...expected, email: 'ben@example.org' });
    const { rows } = await storage.find('coach', { community: 'shop', limit: 10 });
    expect(rows[0]?.row).toMatchObject(expected);
    expect(JSON.stringify(rows)).not.toContain('example.org');
    const zoe = await community.coach({ name: 'Zoe' });
    expect(JSON.stringify(await zoe.call('view.open', { view: 'presence' }))).not.toContain('example.org');
    await community.close();
  });

  it('keeps the address where redaction finds it', async () => {
    const { community, storage, stream, ben, read } = await createScene();
    await ben.call('preferences.set', { email: 'ben@example.org', pingsPerDayMax: 7 });
    const { head } = (await read()).found;
    const by = { kind: 'system' as const, name: 'system' };
    const redacted = { type: 'content.redacted', at: 1, by, data: { offsets: [2] }, content: null };
    const appends = [{ stream, expected: head, events: [redacted] }];
    await storage.commit({
      community: 'shop',
      appends,
      rows: [],
      redactions: [{ stream, offsets: [2], rows: [], commandIds: [] }],
    });
    const { found, state } = await read();
    expect(found.events.map(restoreEvent)[1]?.data).toEqual({ pingsPerDayMax: 7 });
    expect(JSON.stringify(await storage.log(0, 100))).not.toContain('example.org');
    expect(state).toMatchObject({ email: null, pingsPerDayMax: 7 });
    await community.close();
  });
});

describe('helpful conversations', () => {
  async function createTalk() {
    const scene = await createScene();
    const { community, ben } = scene;
    const ana = await community.visitor();
    const ask = async (topic?: string) => {
      const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?', ...(topic && { topic }) });
      return conversationId;
    };
    const answer = async (coach: typeof ben, conversationId: string) => {
      await coach.call('request.claim', { conversationId });
      await coach.call('message.post', { conversationId, text: 'Half a size up.' });
    };
    const expertise = async () => (await scene.read()).state.expertise;
    return { ...scene, ana, ask, answer, expertise };
  }
  const earned = (level: number) => [{ topic: 'shoes', level, known: 'earned' }];

  it('count once, thanked and rated, before the close and after', async () => {
    const { community, ana, ben, ask, answer, expertise, read } = await createTalk();
    const conversationId = await ask('shoes');
    await answer(ben, conversationId);
    await ana.call('conversation.thank', { conversationId });
    expect(await expertise()).toEqual(earned(1));
    await ben.call('conversation.close', { conversationId, outcome: 'served' });
    await ana.call('conversation.rate', { conversationId, stars: 5 });
    const { found } = await read();
    expect(found.events.filter(({ type }) => type === 'expertise.earned')).toHaveLength(1);
    await community.close();
  });

  it.each([
    [3, 'shoes', []],
    [4, 'shoes', earned(1)],
    [5, undefined, []],
  ])('rated with %i about %s earn their coach %j', async (stars, topic, expected) => {
    const { community, ana, ben, ask, answer, expertise } = await createTalk();
    const conversationId = await ask(topic);
    await answer(ben, conversationId);
    await ana.call('conversation.rate', { conversationId, stars });
    expect(await expertise()).toEqual(expected);
    await community.close();
  });

  type Word = 'thank' | 'withdraw' | number;
  it.each<[Word[], ReturnType<typeof earned>]>([
    [['thank', 'withdraw'], []],
    [['thank', 'withdraw', 'thank'], earned(1)],
    [['thank', 4, 'withdraw'], earned(1)],
    [['thank', 3, 'withdraw'], []],
    [[5, 2], []],
    [[5, 4], earned(1)],
    [['thank', 5, 2], earned(1)],
    [['thank', 5, 'withdraw', 2], []],
  ])('taken back take back what nothing else earned: %j', async (words, expected) => {
    const { community, ana, ben, ask, answer, expertise } = await createTalk();
    const conversationId = await ask('shoes');
    await answer(ben, conversationId);
    for (const word of words)
      await (typeof word === 'number'
        ? ana.call('conversation.rate', { conversationId, stars: word })
        : ana.call('conversation.thank', { conversationId, ...(word === 'withdraw' ? { withdraw: true } : {}) }));
    expect(await expertise()).toEqual(expected);
    await community.close();
  });

  it('earn nothing to a coach who took it over and has not answered', async () => {
    const { community, ana, ben, ask, answer, expertise } = await createTalk();
    const zoe = await community.coach({ name: 'Zoe' });
    const conversationId = await ask('shoes');
    await answer(zoe, conversationId);
    await zoe.call('conversation.release', { conversationId });
    await ben.call('request.claim', { conversationId });
    await ana.call('conversation.thank', { conversationId });
    expect(await expertise()).toEqual([]);
    const me = await zoe.call('feed.open', { feed: 'me' });
    expect(me.snapshot?.state).toMatchObject({ expertise: earned(1) });
    await community.close();
  });

  it('are of the coach who answered last', async () => {
    const { community, ana, ben, ask, answer, expertise } = await createTalk();
    const zoe = await community.coach({ name: 'Zoe' });
    const conversationId = await ask('shoes');
    await answer(zoe, conversationId);
    await zoe.call('conversation.release', { conversationId });
    await answer(ben, conversationId);
    await ana.call('conversation.thank', { conversationId });
    expect(await expertise()).toEqual(earned(1));
    await community.close();
  });

  it('add up to levels that the log, folded again, gives too', async () => {
    const { community, storage, ana, ben, ask, answer, expertise, read } = await createTalk();
    for (let n = 0; n < 5; n += 1) {
      const conversationId = await ask('shoes');
      await answer(ben, conversationId);
      await ana.call('conversation.thank', { conversationId });
      await ben.call('conversation.close', { conversationId, outcome: 'served' });
    }
    expect(await expertise()).toEqual(earned(2));
    const { rows } = await storage.find('coach', { community: 'shop', limit: 1 });
    expect(rows[0]?.row?.expertise).toEqual((await read()).state.expertise);
    await community.close();
  });
});

describe('a topic', () => {
  it('that the community does not know is refused, and nothing is stored', async () => {
    const { community, storage } = await createScene({ topics });
    const ana = await community.visitor();
    const stored = (await storage.log(0, 100)).length;
    await expect(ana.call('conversation.ask', { text: 'Which?', topic: 'shoez' })).rejects.toMatchObject({
      code: 'unknown_topic',
    });
    expect(await storage.log(0, 100)).toHaveLength(stored);
    await ana.call('conversation.ask', { text: 'Which?', topic: 'shoes' });
    await community.close();
  });

  it('may be any word in a community that declares none', async () => {
    const { community } = await createScene();
    const ana = await community.visitor();
    await ana.call('conversation.ask', { text: 'Which?', topic: 'whatever' });
    await community.close();
  });
});

it('puts other requests on the desk when a coach says what else they know', async () => {
  const { community, ben } = await createScene();
  await ben.call('preferences.set', { topics: [{ topic: 'returns', level: 3 }] });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Size?', topic: 'shoes', later: true });
  expect((await ben.call('view.open', { view: 'inbox' })).rows).toEqual([]);
  const shown: string[] = [];
  ben.on('view.changed', ({ view, upserts }) => {
    if (view === 'inbox') shown.push(...upserts.map(({ key }) => key));
  });
  await ben.call('preferences.set', { topics: [{ topic: 'shoes', level: 3 }] });
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  expect(shown).toEqual([conversationId]);
});
