import { randomUUID } from 'node:crypto';
import type { Storage } from '@entraide/core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Server } from './create-server.js';
import { createTestServer } from './testing/create-test-server.js';
import { launchServer } from './testing/server-process.js';
import { memorySubject, postgresSubject, type StorageSubject, sqliteSubject } from './testing/storage-subjects.js';
import { ask, coachOf, transcriptOf, visitorOf } from './testing/talk.js';
import { join, type WireClient, type WireError } from './testing/wire-client.js';

const { postgres } = inject('services');
const kinds: Record<string, () => StorageSubject> = {
  memory: memorySubject,
  SQLite: sqliteSubject,
  ...(postgres && { PostgreSQL: () => postgresSubject(postgres) }),
};

const say = (person: WireClient, conversationId: string, text: string) =>
  person.command('message.post', { conversationId, messageId: randomUUID(), text });

const textsOf = ({ events }: Awaited<ReturnType<typeof transcriptOf>>) => events.flatMap(({ data }) => data.text ?? []);

/** The winner and the loser of two coaches who claim in the same moment. */
async function race(coaches: [WireClient, WireClient], conversationId: string) {
  const claims = await Promise.allSettled(coaches.map((coach) => coach.command('request.claim', { conversationId })));
  const won = claims.findIndex(({ status }) => status === 'fulfilled');
  const lost = claims.filter((claim) => claim.status === 'rejected').map(({ reason }) => (reason as WireError).data);
  return { winner: coaches[won] as WireClient, loser: coaches[1 - won] as WireClient, lost };
}

const isRowOf = (id: string) => (params: { upserts?: { key: string }[] }) =>
  params.upserts?.some(({ key }) => key === id) ?? false;

describe.each(Object.entries(kinds))('one question, on %s', (_, subjectOf) => {
  let subject: StorageSubject;
  let storage: Storage;
  let server: Server;
  let url: string;
  beforeEach(async () => {
    subject = subjectOf();
    storage = subject.open();
    server = createTestServer({ storage });
    ({ url } = await server.listen({ port: 0 }));
  });
  afterEach(async () => {
    await server.close();
    await storage.close();
    await subject.dispose();
  });

  it('goes from asking to a closed conversation that everybody reads alike, later too', async () => {
    const [ada, ben] = await Promise.all([coachOf(url, 'ada'), coachOf(url, 'ben')]);
    const inboxes = await Promise.all([ada, ben].map((coach) => coach.call('view.open', { view: 'inbox' })));
    expect(inboxes.map(({ rows }) => rows)).toEqual([[], []]);

    const visitor = await visitorOf(url);
    const conversationId = await ask(visitor, 'Does the tent fit two? ⛺');
    const feed = `conversation/${conversationId}`;
    await visitor.call('feed.open', { feed });
    for (const coach of [ada, ben]) {
      const { upserts } = await coach.heard('view.changed', isRowOf(conversationId));
      expect(upserts).toMatchObject([{ key: conversationId, text: 'Does the tent fit two? ⛺' }]);
    }

    const { winner, loser, lost } = await race([ada, ben], conversationId);
    expect(lost).toMatchObject([{ reason: 'already_claimed', retry: 'never' }]);
    await loser.heard('view.changed', ({ removes }) => removes.includes(conversationId));
    expect(await loser.refusal('feed.open', { feed })).toBe('not_found');

    await winner.call('feed.open', { feed });
    await say(winner, conversationId, 'Two, and a small dog.');
    const answer = await visitor.heard('feed.event', ({ event }) => event.type === 'message.posted');
    expect(answer.event.data.text).toBe('Two, and a small dog.');
    await say(visitor, conversationId, 'Thank you!');
    await winner.heard('feed.event', ({ event }) => event.data.text === 'Thank you!');
    await winner.command('conversation.close', { conversationId, outcome: 'served' });
    await visitor.heard('feed.event', ({ event }) => event.type === 'conversation.closed');

    const late = await join(url, { community: 'shop', token: visitor.opened.token });
    const transcript = await transcriptOf(late, conversationId);
    expect(textsOf(transcript)).toEqual(['Does the tent fit two? ⛺', 'Two, and a small dog.', 'Thank you!']);
    expect(transcript.events.map(({ offset }) => offset)).toEqual([1, 2, 3, 4, 5]);
    expect(await transcriptOf(visitor, conversationId)).toEqual(transcript);
    expect(textsOf(await transcriptOf(winner, conversationId))).toEqual(textsOf(transcript));

    const logged = (await storage.log(0, 1_000)).filter(({ stream }) => stream === feed);
    expect(logged.map(({ type }) => type)).toEqual([
      'conversation.asked',
      'request.claimed',
      'message.posted',
      'message.posted',
      'conversation.closed',
    ]);
  });

  it('is claimed once, however many try', async () => {
    const coaches = await Promise.all(Array.from({ length: 8 }, (_, n) => coachOf(url, `coach-${n}`)));
    const visitor = await visitorOf(url);
    const conversationId = await ask(visitor, 'Anybody?');
    const claims = await Promise.allSettled(coaches.map((coach) => coach.command('request.claim', { conversationId })));
    const reasons = claims.map((claim) => (claim.status === 'fulfilled' ? 'won' : claim.reason.data.reason));
    expect(reasons.filter((reason) => reason === 'won')).toHaveLength(1);
    expect(reasons.filter((reason) => reason === 'already_claimed')).toHaveLength(7);
    const logged = (await storage.log(0, 1_000)).filter(({ type }) => type === 'request.claimed');
    expect(logged).toHaveLength(1);
  });
});

const durable = Object.entries(kinds).filter(([name]) => name !== 'memory');

describe.each(durable)('a server that is killed after the commit and before the reply, on %s', (_, subjectOf) => {
  let subject: StorageSubject;
  beforeEach(() => {
    subject = subjectOf();
  });
  afterEach(() => subject.dispose());

  /** Runs `act` on a server that dies after `commandId`, then again, with the same id, on a new one. */
  async function acrossDeath(
    commandId: string,
    acts: { before(url: string): Promise<unknown>; retry(url: string): Promise<unknown> },
  ) {
    const { place } = subject;
    const first = await launchServer({ place, killAfter: commandId });
    await expect(acts.before(first.url)).rejects.toEqual({ closed: 1006 });
    expect(await first.exited).toBe('SIGKILL');
    const second = await launchServer({ place });
    const result = await acts.retry(second.url);
    await second.stop();
    return result;
  }

  /** What the log holds of a kind, read when no server has it. */
  async function loggedOf(type: string) {
    const storage = subject.open();
    const events = await storage.log(0, 1_000);
    await storage.close();
    return events.filter((event) => event.type === type);
  }

  it('has asked once when the visitor asks again', async () => {
    const params = { commandId: randomUUID(), conversationId: randomUUID(), text: 'Still there?', later: true };
    let token = '';
    const result = await acrossDeath(params.commandId, {
      async before(url) {
        const visitor = await visitorOf(url);
        token = visitor.opened.token;
        await visitor.call('conversation.ask', params);
      },
      async retry(url) {
        const visitor = await join(url, { community: 'shop', token });
        return visitor.call('conversation.ask', params);
      },
    });
    expect(result).toEqual({ conversationId: params.conversationId, offset: 1 });
    expect(await loggedOf('conversation.asked')).toHaveLength(1);
  });

  it('has posted once when the visitor posts again, and the coach reads it once', async () => {
    const conversationId = randomUUID();
    const post = { commandId: randomUUID(), conversationId, messageId: randomUUID(), text: 'Once.' };
    let token = '';
    const result = await acrossDeath(post.commandId, {
      async before(url) {
        const [visitor, coach] = await Promise.all([visitorOf(url), coachOf(url, 'ada')]);
        token = visitor.opened.token;
        await visitor.command('conversation.ask', { conversationId, text: 'Hello?', later: true });
        await coach.command('request.claim', { conversationId });
        await say(coach, conversationId, 'Yes?');
        await visitor.call('message.post', post);
      },
      async retry(url) {
        const [visitor, coach] = await Promise.all([join(url, { community: 'shop', token }), coachOf(url, 'ada')]);
        const answer = await visitor.call('message.post', post);
        expect(await visitor.refusal('message.post', { ...post, text: 'Twice.' })).toBe('conflicting_duplicate');
        expect(textsOf(await transcriptOf(coach, conversationId))).toEqual(['Hello?', 'Yes?', 'Once.']);
        return answer;
      },
    });
    expect(result).toMatchObject({ offset: 4 });
    expect((await loggedOf('message.posted')).map(({ content }) => content)).toEqual([
      { text: 'Yes?' },
      { text: 'Once.' },
    ]);
  });

  it('has claimed once when the coach claims again, and the slot is taken once', async () => {
    const claim = { commandId: randomUUID(), conversationId: randomUUID() };
    const result = await acrossDeath(claim.commandId, {
      async before(url) {
        const [visitor, coach] = await Promise.all([visitorOf(url), coachOf(url, 'ada')]);
        await visitor.command('conversation.ask', {
          conversationId: claim.conversationId,
          text: 'Hello?',
          later: true,
        });
        await coach.call('request.claim', claim);
      },
      async retry(url) {
        const [ada, ben] = await Promise.all([coachOf(url, 'ada'), coachOf(url, 'ben')]);
        const other = { ...claim, commandId: randomUUID() };
        expect(await ben.refusal('request.claim', other)).toBe('already_claimed');
        return ada.call('request.claim', claim);
      },
    });
    expect(result).toMatchObject({ offset: 2 });
    expect(await loggedOf('request.claimed')).toHaveLength(1);
    expect(await loggedOf('slot.taken')).toHaveLength(1);
  });
});
