import { describe, expect, it } from 'vitest';
import type { CoachState } from '../coach/types.js';
import { createEngine } from '../engine/create-engine.js';
import { restoreEvent } from '../engine/event-content.js';
import { project } from '../engine/project.js';
import { coachStream, roomOf } from '../engine/rooms.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Storage } from '../ports/storage.js';
import { award } from '../recognition/award.js';
import { defineRecognition } from '../recognition/define-recognition.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage, type Stage } from '../testing/stage.js';

const minuteMs = 60_000;
const retentionMs = 30 * minuteMs;
const canary = 'canary-7f3a';
const benName = 'Ben Canary';

async function createScene() {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const recognition = defineRecognition({
    version: '1',
    points: [award(10).on('conversation.thanked').capPerDay(200)],
  });
  const stage = await createStage({
    storage,
    clock,
    recognition,
    retentionMs,
    hostId: () => `host-${canary}-${crypto.randomUUID()}`,
  });
  return { ...stage, storage, clock };
}

/** Everything that the storage gives away. */
async function dump(storage: Storage): Promise<string> {
  const log = await storage.log(0, 100_000);
  const rows = await Promise.all(views.map(({ name }) => storage.find(name, { community: 'shop', limit: 10_000 })));
  return JSON.stringify([log, rows]);
}

/** A conversation in which every field that people write carries the canary. */
async function talk({ ana, ben, zoe, conversationId, clock }: Stage) {
  await ana.call('page.set', { url: `https://shop.example/${canary}`, title: canary });
  await ana.call('message.post', { conversationId, text: `I am ${canary}` });
  await zoe.call('request.decline', { conversationId, reason: 'busy' });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: `Hello ${canary}` });
  await ana.call('message.post', { conversationId, text: 'Thanks' });
  await ana.call('conversation.report', { conversationId, reason: 'other', comment: canary });
  await ana.call('conversation.thank', { conversationId, comment: canary });
  await ana.call('conversation.rate', { conversationId, stars: 5, comment: canary });
  await ben.call('conversation.close', { conversationId, outcome: 'served' });
  await clock.advance(1_000);
}

const gapless = (offsets: readonly number[]) => offsets.every((offset, index) => offset === index + 1);

/** Offsets without gaps, and rows that are what the streams say. */
async function expectWhole(storage: Storage) {
  const streams = new Map<string, { offsets: number[]; state: unknown }>();
  for (const event of await storage.log(0, 100_000)) {
    const room = roomOf(event.stream);
    const known = streams.get(event.stream) ?? { offsets: [], state: room.empty };
    known.offsets.push(event.offset);
    streams.set(event.stream, {
      ...known,
      state: room.evolve(known.state, restoreEvent(event), event.offset),
    });
  }
  for (const [stream, { offsets, state }] of streams) {
    expect(gapless(offsets), stream).toBe(true);
    for (const { view, key, row } of project(stream, state)) {
      const { rows } = await storage.find(view, { community: 'shop', keys: [key], limit: 1 });
      expect(rows[0]?.row ?? null, `${view} ${key}`).toEqual(row);
    }
  }
}

describe('erasing a visitor', () => {
  it('leaves nothing that was written, keeps offsets and points, and tells every open reader', async () => {
    const scene = await createScene();
    const { storage, clock, max, ana, conversationId, ben } = scene;
    const feed = `conversation/${conversationId}`;
    await talk(scene);
    const points = async () =>
      (await readCoach(storage, ben.id)).ledger.lifetime + (await readCoach(storage, ben.id)).ledger.pending;
    const before = await points();
    const told: unknown[] = [];
    ana.on('feed.event', ({ event }) => told.push(event.type));
    await ana.call('feed.open', { feed });
    await max.call('visitor.erase', { personId: ana.id });
    await clock.advance(2_000);

    const left = (await dump(storage)).replaceAll(`host-${canary}`, '');
    expect(left).not.toContain(canary);
    expect(told).toContain('content.redacted');
    expect(JSON.stringify(await ana.call('feed.open', { feed }))).not.toContain(canary);
    expect(await points()).toBe(before);
    expect(before).toBeGreaterThan(0);
    await expectWhole(storage);
    const { rows } = await storage.find('privacy', { community: 'shop', limit: 10 });
    expect(rows[0]?.row).toMatchObject({ erasing: 'visitor', completedAt: expect.any(Number) });
  });

  it('ends what is still open, and takes nothing new into what is erased', async () => {
    const { storage, clock, max, ana, ben, conversationId } = await createScene();
    await ben.call('request.claim', { conversationId });
    await ben.call('message.post', { conversationId, text: canary });
    await max.call('visitor.erase', { personId: ana.id });
    await clock.advance(2_000);
    const { rows } = await storage.find('conversation', { community: 'shop', keys: [conversationId], limit: 1 });
    expect(rows[0]?.row).toMatchObject({ status: 'closed', outcome: 'abandoned', question: null, retainedFrom: null });
    for (const call of [
      ana.call('conversation.thank', { conversationId, comment: canary }),
      ana.call('conversation.rate', { conversationId, stars: 1, comment: canary }),
      ana.call('conversation.block', { conversationId, reason: 'other', comment: canary }),
      ana.call('conversation.report', { conversationId, reason: 'other', comment: canary }),
    ])
      await expect(call).rejects.toMatchObject({ code: 'conversation_closed' });
    expect((await readCoach(storage, ben.id)).slots).toEqual([]);
  });

  it('goes on after a crash between two steps, and repeats nothing', async () => {
    const clock = createManualClock();
    const whole = createMemoryStorage({ clock, ids: systemIds, views });
    let commitsLeft = Number.POSITIVE_INFINITY;
    const storage: Storage = {
      ...whole,
      commit: (commit) => (commitsLeft-- > 0 ? whole.commit(commit) : Promise.reject(new Error('killed'))),
    };
    const first = await createStage({ storage, clock });
    for (let asked = 0; asked < 5; asked += 1) await first.ask();
    commitsLeft = 4;
    await first.max.call('visitor.erase', { personId: first.ana.id });
    await clock.advance(500);
    await first.community.close().catch(() => undefined);
    expect((await whole.find('privacy', { community: 'shop', limit: 1 })).rows[0]?.row?.completedAt).toBeNull();

    const second = await createStage({ storage: whole, clock });
    await clock.advance(3_000);
    const { rows } = await whole.find('privacy', { community: 'shop', keys: [first.ana.id], limit: 1 });
    expect(rows[0]?.row?.completedAt).toEqual(expect.any(Number));
    const redactions = (await whole.log(0, 10_000)).filter(({ type }) => type === 'content.redacted');
    expect(redactions).toHaveLength(6);
    expect(new Set(redactions.map(({ stream }) => stream)).size).toBe(6);
    await second.community.close();
  });
});

describe('erasing a coach', () => {
  it('leaves neither name nor words, gives back what they held, and makes a stranger of who comes back', async () => {
    const clock = createManualClock();
    const storage = createMemoryStorage({ clock, ids: systemIds, views });
    const stage = await createStage({ storage, clock });
    const { community, ana, max, zoe, conversationId } = stage;
    const cleo = await community.coach({ name: benName, id: 'cleo' });
    await cleo.call('preferences.set', { email: `${canary}@example.org` });
    await cleo.call('lounge.post', { text: canary, postId: crypto.randomUUID() });
    await cleo.call('thread.post', { coachId: cleo.id, text: canary });
    await cleo.call('request.claim', { conversationId });
    await cleo.call('message.post', { conversationId, text: canary });
    await ana.call('message.post', { conversationId, text: 'Thank you' });
    await max.call('coach.erase', { personId: cleo.id });
    await clock.advance(3_000);

    const left = await dump(storage);
    expect(left).not.toContain(canary);
    expect(left).not.toContain(benName);
    expect(left).toContain('Thank you');
    await expectWhole(storage);
    // The visitor waits for somebody else, who finds them.
    await zoe.call('request.claim', { conversationId });
    const again = await community.coach({ name: benName, id: 'cleo' });
    expect(again.id).not.toBe(cleo.id);
    await expect(max.call('coach.erase', { personId: cleo.id })).rejects.toMatchObject({ code: 'already_erased' });
  });

  it('ends their sessions', async () => {
    const { community, max, clock } = await createScene();
    const cleo = await community.coach({ name: 'Cleo' });
    await max.call('coach.erase', { personId: cleo.id });
    await clock.advance(3_000);
    await expect(cleo.call('lounge.post', { text: 'Still here?', postId: crypto.randomUUID() })).rejects.toThrow();
  });
});

describe('a legal hold', () => {
  it('refuses an erasure and says so, and lets it through once lifted', async () => {
    const { max, ana, clock, storage } = await createScene();
    await max.call('hold.place', { personId: ana.id, reason: 'case 7' });
    await expect(max.call('visitor.erase', { personId: ana.id })).rejects.toMatchObject({ code: 'on_legal_hold' });
    await max.call('hold.lift', { personId: ana.id });
    await max.call('visitor.erase', { personId: ana.id });
    await clock.advance(2_000);
    expect(await dump(storage)).not.toContain('run small');
  });

  it('keeps what retention would erase, until it is lifted', async () => {
    const { max, ana, clock, storage, conversationId } = await createScene();
    await ana.call('conversation.leave', { conversationId });
    await max.call('hold.place', { personId: ana.id, reason: 'case 7' });
    await clock.advance(retentionMs + 2 * minuteMs);
    expect(await dump(storage)).toContain('run small');
    await max.call('hold.lift', { personId: ana.id });
    await clock.advance(retentionMs);
    expect(await dump(storage)).not.toContain('run small');
  });
});

describe('retention', () => {
  it('erases what was written when the conversation has been closed for that long, and not before', async () => {
    const { ana, clock, storage, conversationId } = await createScene();
    await ana.call('conversation.leave', { conversationId });
    await clock.advance(retentionMs - minuteMs);
    expect(await dump(storage)).toContain('run small');
    await clock.advance(2 * minuteMs);
    expect(await dump(storage)).not.toContain('run small');
    await expectWhole(storage);
  });
});

describe('an export', () => {
  it('gives all that is stored of a visitor, and nothing of who the coach is; the read is on record', async () => {
    const scene = await createScene();
    await talk(scene);
    const { max, ana, ben, storage } = scene;
    const page = await max.call('person.export', { commandId: crypto.randomUUID(), personId: ana.id });
    const text = JSON.stringify(page);
    expect(page.next).toBeNull();
    expect(page.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['conversation.asked', 'message.posted', 'conversation.thanked', 'conversation.reported']),
    );
    expect(text).not.toContain(ben.id);
    const audit = (await storage.log(0, 10_000)).filter(({ type }) => type === 'person.exported');
    expect(audit.map(({ by }) => by.id)).toEqual([max.id]);
  });
});

async function readCoach(storage: Storage, id: string): Promise<CoachState> {
  const engine = createEngine({
    storage,
    ids: systemIds,
    world: () => {
      throw new Error('it only reads');
    },
    committed: () => undefined,
    failed: () => undefined,
  });
  const { streams } = await engine.read('shop', [coachStream(id)]);
  return streams[0]?.state as CoachState;
}
