import { describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Commit, CommitOutcome, Storage } from '../ports/storage.js';
import { systemClock, systemIds } from '../system.js';
import { worldOf } from '../testing/world-of.js';
import type { Command, CommandOutcome } from './command.js';
import { type Committed, createEngine } from './create-engine.js';
import { restoreEvent } from './event-content.js';
import { project } from './project.js';
import { coachStream, conversationStream, type Person, type RoomCommand, roomOf } from './rooms.js';
import { views } from './views.js';

const community = 'shop';
const person = (kind: Person['kind'], id: string): Person => ({ kind, id, name: id, locales: [], topics: [] });
const ana = person('visitor', 'ana');
const uuid = () => crypto.randomUUID();

const createStorage = () => createMemoryStorage({ clock: systemClock, ids: systemIds, views });

function start(storage: Storage) {
  const committed: Committed[] = [];
  const engine = createEngine({
    storage,
    ids: systemIds,
    world: ({ actor }) => worldOf(actor, Date.now()),
    committed: (one) => committed.push(one),
    failed: () => undefined,
  });
  const run = (actor: Person, stream: string, body: RoomCommand, id: string = uuid()): Promise<CommandOutcome> => {
    const relation: Command['relation'] = body.type === 'request.claim' ? 'shown' : 'self';
    // Retries are told apart by what was received: here, the body.
    return engine.execute({
      community,
      id,
      actor,
      stream,
      relation,
      body,
      params: { ...body, conversationId: stream },
    });
  };
  const join = (actor: Person) =>
    run(actor, coachStream(actor.id), {
      type: 'coach.provision',
      kind: 'coach',
      subject: actor.id,
      name: actor.name,
      locales: [],
      topics: [],
    });
  const ask = async () => {
    const stream = conversationStream(uuid());
    await run(ana, stream, { type: 'conversation.ask', text: 'Which size?' });
    return stream;
  };
  return { engine, committed, run, join, ask };
}

const streamEvents = async (storage: Storage, stream: string) =>
  (await storage.load({ community, streams: [{ stream }] })).streams[0]?.events ?? [];
const refusals = (outcomes: CommandOutcome[]) =>
  outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : 'ok'));

describe('a race', () => {
  it('of sixteen coaches on two nodes for a request has exactly one winner', async () => {
    const storage = createStorage();
    const nodes = [start(storage), start(storage)] as const;
    const coaches = Array.from({ length: 16 }, (_, index) => person('coach', `coach-${index}`));
    for (const coach of coaches) await nodes[0].join(coach);
    for (let round = 0; round < 25; round += 1) {
      const stream = await nodes[0].ask();
      const claims = coaches.map((coach, index) =>
        (nodes[index % 2] ?? nodes[0]).run(coach, stream, { type: 'request.claim' }),
      );
      const outcomes = refusals(await Promise.all(claims));
      expect(outcomes.filter((one) => one === 'ok')).toHaveLength(1);
      expect(outcomes.filter((one) => one === 'already_claimed')).toHaveLength(15);
      expect((await streamEvents(storage, stream)).map(({ type }) => type)).toEqual([
        'conversation.asked',
        'request.claimed',
      ]);
      const winner = coaches[outcomes.indexOf('ok')] as Person;
      await nodes[0].run(winner, stream, { type: 'conversation.close', outcome: 'served' });
    }
  });

  it('for ten requests on two nodes leaves a coach with no more than the capacity', async () => {
    const storage = createStorage();
    const nodes = [start(storage), start(storage)] as const;
    const ben = person('coach', 'ben');
    await nodes[0].join(ben);
    const requests = await Promise.all(Array.from({ length: 10 }, () => nodes[0].ask()));
    const outcomes = refusals(
      await Promise.all(
        requests.map((stream, index) => (nodes[index % 2] ?? nodes[0]).run(ben, stream, { type: 'request.claim' })),
      ),
    );
    expect(outcomes.filter((one) => one === 'ok')).toHaveLength(3);
    expect(outcomes.filter((one) => one === 'at_capacity')).toHaveLength(7);
    const slots = (await streamEvents(storage, coachStream('ben'))).filter(({ type }) => type === 'slot.taken');
    expect(slots).toHaveLength(3);
  });
});

describe('order', () => {
  it('is kept among commands that are sent at once, on a stream that another node writes too', async () => {
    const storage = createStorage();
    const nodes = [start(storage), start(storage)] as const;
    const stream = await nodes[0].ask();
    const post = (node: 0 | 1, text: string) =>
      nodes[node].run(ana, stream, { type: 'message.post', messageId: uuid(), text });
    await Promise.all(Array.from({ length: 200 }, (_, index) => [post(0, `a ${index}`), post(1, `b ${index}`)]).flat());
    const texts = (await streamEvents(storage, stream)).slice(1).map(({ content }) => content?.text as string);
    expect(texts).toHaveLength(400);
    for (const sender of ['a', 'b'])
      expect(texts.filter((text) => text.startsWith(sender))).toEqual(
        Array.from({ length: 200 }, (_, index) => `${sender} ${index}`),
      );
  });
});

describe('a refusal', () => {
  it('is given in its turn: what was sent after it, and is accepted, makes it no better', async () => {
    const storage = createStorage();
    const { run, join, ask } = start(storage);
    const ben = person('coach', 'ben');
    await join(ben);
    const stream = await ask();
    await run(ben, stream, { type: 'request.claim' });
    await run(ben, stream, { type: 'message.post', messageId: uuid(), text: 'Half a size up.' });
    const outcomes = await Promise.all([
      run(ana, stream, { type: 'conversation.thank', withdraw: true }),
      run(ana, stream, { type: 'conversation.thank' }),
    ]);
    expect(refusals(outcomes)).toEqual(['not_thanked', 'ok']);
  });
});

describe('a command id', () => {
  it('has one effect, on whichever node it is sent again', async () => {
    const storage = createStorage();
    const nodes = [start(storage), start(storage)] as const;
    const stream = await nodes[0].ask();
    const body: RoomCommand = { type: 'message.post', messageId: uuid(), text: 'Hello' };
    const id = uuid();
    const outcomes = await Promise.all([0, 1, 0, 1].map((node) => nodes[node as 0 | 1].run(ana, stream, body, id)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toHaveLength(1);
    expect(await streamEvents(storage, stream)).toHaveLength(2);
  });

  it('that comes again never carries what was decided on top of it', async () => {
    const storage = createStorage();
    const [first, second] = [start(storage), start(storage)];
    const stream = await first.ask();
    const id = uuid();
    const hello: RoomCommand = { type: 'message.post', messageId: uuid(), text: 'Hello' };
    await first.run(ana, stream, hello, id);
    // The retry loses as a duplicate; meanwhile the other node closes the conversation at the offset it hoped for.
    const [again, closed, post] = await Promise.all([
      second.run(ana, stream, hello, id),
      first.run(ana, stream, { type: 'conversation.leave' }),
      second.run(ana, stream, { type: 'message.post', messageId: uuid(), text: 'Too late' }),
    ]);
    expect('result' in again && 'result' in closed).toBe(true);
    const types = (await streamEvents(storage, stream)).map(({ type }) => type);
    expect(types.indexOf('conversation.closed')).toBe('result' in post ? 3 : 2);
    expect(types).toHaveLength('result' in post ? 4 : 3);
  });
});

describe('a refusal', () => {
  it('never leaves on cached state', async () => {
    const storage = createStorage();
    const [first, second] = [start(storage), start(storage)];
    const [ben, zoe] = [person('coach', 'ben'), person('coach', 'zoe')];
    await first.join(ben);
    await first.join(zoe);
    const stream = await first.ask();
    await first.run(ben, stream, { type: 'request.claim' });
    await second.run(ben, stream, { type: 'conversation.release' });
    // The first node still believes that Ben has it.
    expect(await first.run(zoe, stream, { type: 'request.claim' })).toHaveProperty('result');
  });
});

describe('a storage that fails', () => {
  const failing = (storage: Storage, fails: { commit: (commit: Commit) => Promise<CommitOutcome> }): Storage => ({
    ...storage,
    ...fails,
  });
  it('leaves the outcome unknown, and the same id resolves it', async () => {
    const storage = createStorage();
    let isCut = false;
    const cut = failing(storage, {
      async commit(commit) {
        const outcome = await storage.commit(commit);
        if (isCut) throw new Error('connection lost after COMMIT');
        return outcome;
      },
    });
    const { run, ask } = start(cut);
    const stream = await ask();
    const body: RoomCommand = { type: 'message.post', messageId: uuid(), text: 'Hello' };
    const id = uuid();
    isCut = true;
    expect(await run(ana, stream, body, id)).toMatchObject({ refused: 'unavailable' });
    isCut = false;
    expect(await run(ana, stream, body, id)).toHaveProperty('result');
    expect(await streamEvents(storage, stream)).toHaveLength(2);
  });
});

describe('one who is told of failures and fails', () => {
  it('leaves no command without an answer, and no stream without a way on', async () => {
    const storage = createStorage();
    let isCut = true;
    const cut: Storage = {
      ...storage,
      commit: async (commit) => {
        if (isCut) throw new Error('connection lost');
        return storage.commit(commit);
      },
    };
    const failed = () => {
      throw new Error('the log is full');
    };
    const world = () => worldOf(ana, Date.now());
    const engine = createEngine({ storage: cut, ids: systemIds, world, committed: () => undefined, failed });
    const command: Command = {
      community,
      id: uuid(),
      actor: ana,
      stream: conversationStream(uuid()),
      relation: 'newcomer',
      body: { type: 'conversation.ask', text: 'Which size?' },
      params: { conversationId: uuid() },
    };
    expect(await engine.execute(command)).toMatchObject({ refused: 'unavailable' });
    isCut = false;
    expect(await engine.execute(command)).toHaveProperty('result');
    await engine.idle();
  });
});

describe('views', () => {
  it('rebuilt from the streams are equal to those that were kept', async () => {
    const storage = createStorage();
    const { run, join, ask } = start(storage);
    const ben = person('coach', 'ben');
    await join(ben);
    const streams = [coachStream('ben')];
    for (const outcome of ['served', 'abandoned', null] as const) {
      const stream = await ask();
      streams.push(stream);
      await run(ben, stream, { type: 'request.claim' });
      await run(ana, stream, { type: 'page.set', url: 'https://shop.example/', title: 'Shop' });
      if (outcome) await run(ben, stream, { type: 'conversation.close', outcome });
    }
    for (const { name } of views) {
      const kept = await storage.find(name, { community, limit: 100 });
      const rebuilt = [];
      for (const stream of streams) {
        let state = roomOf(stream).empty;
        for (const event of await streamEvents(storage, stream))
          state = roomOf(stream).evolve(state, restoreEvent(event), event.offset);
        rebuilt.push(...project(stream, state).filter(({ view, row }) => view === name && row !== null));
      }
      const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
      expect(kept.rows.map(({ key, row }) => ({ key, row }))).toEqual(
        rebuilt.sort(byKey).map(({ key, row }) => ({ key, row })),
      );
    }
  });
});
