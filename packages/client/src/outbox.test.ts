import type { CommandMethod } from '@entraide/core/protocol';
import { describe, expect, it, vi } from 'vitest';
import { type ClientStorage, createMemoryStorage } from './client-storage.js';
import { createFailure, EntraideError } from './entraide-error.js';
import { createOutbox } from './outbox.js';
import { createManualClock } from './testing/manual-clock.js';
import { createManualRandom } from './testing/manual-random.js';

const day = 24 * 60 * 60 * 1000;
const here = { conversationId: 'here' };
const there = { conversationId: 'there' };
const refusal = (code: string, retry: 'same_id' | 'new_id' | 'never', retryAfterMs?: number) =>
  new EntraideError(`unable to do it; ${code}`, { code, retry, retryAfterMs });

interface Sent {
  method: CommandMethod;
  params: string;
  text: string | undefined;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

function setUp(storage: ClientStorage = createMemoryStorage(), clock = createManualClock()) {
  const sent: Sent[] = [];
  const settled = vi.fn();
  const outbox = createOutbox({
    storage,
    key: 'outbox',
    clock,
    uuid: createManualRandom().uuid,
    send: (method, params) =>
      new Promise((resolve, reject) => sent.push({ method, params, text: JSON.parse(params).text, resolve, reject })),
    settled,
  });
  const post = (text: string, on = here) => outbox.put('message.post', { ...on, messageId: `m-${text}`, text });
  const last = () => sent.at(-1) as Sent;
  const lose = () => {
    outbox.pause();
    for (const { method, reject } of sent) reject(createFailure(method, 'disconnected'));
    return clock.settle();
  };
  const stored = () => JSON.parse(storage.read('outbox') ?? '{"entries":[]}').entries as { params: string }[];
  const texts = () => sent.map(({ text }) => text);
  return { storage, clock, sent, settled, outbox, post, last, lose, stored, texts };
}

describe('an outbox', () => {
  it('writes a command down before it sends it, and forgets it once it is answered', async () => {
    const order: string[] = [];
    const memory = createMemoryStorage();
    const { outbox, post, last, stored, clock, sent } = setUp({
      ...memory,
      write(key, value) {
        order.push(`written, ${sent.length} sent`);
        memory.write(key, value);
      },
    });
    outbox.open('ana');
    const answered = post('one');
    expect(order).toEqual(['written, 0 sent']);
    expect(stored()).toHaveLength(1);
    last().resolve({ offset: 2, at: 5 });
    await expect(answered).resolves.toEqual({ offset: 2, at: 5 });
    await clock.settle();
    expect(stored()).toHaveLength(0);
  });

  it('sends nothing while there is no session', () => {
    const { outbox, post, texts } = setUp();
    void post('one');
    expect(texts()).toEqual([]);
    outbox.open('ana');
    expect(texts()).toEqual(['one']);
  });

  it('sends one command of a conversation after the other, and conversations beside each other', async () => {
    const { outbox, post, sent, texts, clock } = setUp();
    outbox.open('ana');
    void post('one');
    void post('two');
    void post('elsewhere', there);
    expect(texts()).toEqual(['one', 'elsewhere']);
    sent[0]?.resolve({});
    await clock.settle();
    expect(texts()).toEqual(['one', 'elsewhere', 'two']);
  });

  it('sends what was unanswered again in order, the same bytes under the same ids', async () => {
    const { outbox, post, sent, lose, texts } = setUp();
    outbox.open('ana');
    void post('one');
    void post('elsewhere', there);
    void post('two');
    await lose();
    expect(texts()).toEqual(['one', 'elsewhere']);
    outbox.open('ana');
    expect(texts()).toEqual(['one', 'elsewhere', 'one', 'elsewhere']);
    expect(sent[2]?.params).toBe(sent[0]?.params);
    expect(sent[3]?.params).toBe(sent[1]?.params);
  });

  it('sends again what the last session left, however late it hears of its end', async () => {
    const { outbox, post, last, texts, clock } = setUp();
    outbox.open('ana');
    void post('one');
    outbox.pause();
    last().reject(createFailure('message.post', 'disconnected'));
    outbox.open('ana');
    expect(texts()).toEqual(['one', 'one']);
    await clock.settle();
    expect(texts()).toEqual(['one', 'one']);
  });

  it('keeps the order when the first of two is refused for now', async () => {
    const { outbox, post, sent, texts, clock } = setUp();
    outbox.open('ana');
    const first = post('one');
    void post('two');
    void post('elsewhere', there);
    sent[0]?.reject(refusal('rate_limited', 'same_id', 3_000));
    sent[1]?.resolve({});
    await clock.advance(2_999);
    expect(texts()).toEqual(['one', 'elsewhere']);
    await clock.advance(1);
    expect(texts()).toEqual(['one', 'elsewhere', 'one']);
    expect(sent[2]?.params).toBe(sent[0]?.params);
    sent[2]?.resolve({ offset: 1 });
    await expect(first).resolves.toEqual({ offset: 1 });
    await clock.settle();
    expect(texts().at(-1)).toBe('two');
  });

  it('rejects a command that is refused for good, and goes on with the next', async () => {
    const { outbox, post, last, texts, settled, clock } = setUp();
    outbox.open('ana');
    const first = post('one');
    void post('two');
    last().reject(refusal('conversation_closed', 'never'));
    await expect(first).rejects.toMatchObject({ code: 'conversation_closed', retry: 'never' });
    await clock.settle();
    expect(settled.mock.calls[0]?.[1]).toMatchObject({ error: { code: 'conversation_closed' } });
    expect(texts()).toEqual(['one', 'two']);
  });

  it('keeps the words of a refused message until they are sent as a new command or discarded', async () => {
    const { outbox, post, sent, last, clock } = setUp();
    outbox.open('ana');
    void post('one');
    last().reject(refusal('closed', 'new_id'));
    await clock.settle();
    const refused = outbox.content.getSnapshot().entries[0];
    expect(refused).toMatchObject({ refused: 'closed' });
    outbox.retry(refused?.commandId ?? '');
    expect(sent).toHaveLength(2);
    const [before, after] = sent.map(({ params }) => JSON.parse(params));
    expect(after).toEqual({ ...before, commandId: expect.not.stringMatching(before.commandId) });
    last().reject(refusal('closed', 'new_id'));
    await clock.settle();
    outbox.discard(outbox.content.getSnapshot().entries[0]?.commandId ?? '');
    expect(outbox.content.getSnapshot().entries).toEqual([]);
  });

  it('forgets a refused command in which nobody wrote anything', async () => {
    const { outbox, last, clock } = setUp();
    outbox.open('ben');
    void outbox.put('request.claim', here);
    last().reject(refusal('already_claimed', 'never'));
    await clock.settle();
    expect(outbox.content.getSnapshot().entries).toEqual([]);
  });

  it('gives up after a day', async () => {
    const { outbox, post, clock, texts } = setUp();
    const waited = post('one');
    await clock.advance(day - 1);
    expect(outbox.content.getSnapshot().entries[0]?.refused).toBeUndefined();
    await clock.advance(1);
    await expect(waited).rejects.toMatchObject({ code: 'gave_up' });
    outbox.open('ana');
    expect(texts()).toEqual([]);
  });

  it('refuses more than 200 commands, what was refused making room first', async () => {
    const { outbox, post, last, clock } = setUp();
    outbox.open('ana');
    void post('refused');
    last().reject(refusal('conversation_closed', 'never'));
    await clock.settle();
    outbox.pause();
    for (let count = 0; count < 200; count += 1) void post(`${count}`);
    expect(outbox.content.getSnapshot().entries).toHaveLength(200);
    expect(outbox.content.getSnapshot().entries.some(({ refused }) => refused)).toBe(false);
    await expect(post('one too many')).rejects.toMatchObject({ code: 'outbox_full', retry: 'new_id' });
  });
});

describe('a reload', () => {
  it('sends once what the page before left unanswered, the same bytes under the same id', async () => {
    const before = setUp();
    before.outbox.open('ana');
    void before.post('one');
    void before.post('two');
    const after = setUp(before.storage, before.clock);
    after.outbox.open('ana');
    expect(after.sent[0]?.params).toBe(before.sent[0]?.params);
    after.last().resolve({});
    await after.clock.settle();
    expect(after.texts()).toEqual(['one', 'two']);
  });

  it('does not send to a person what another one wrote', async () => {
    const before = setUp();
    before.outbox.open('ana');
    void before.post('mine');
    const after = setUp(before.storage, before.clock);
    after.outbox.open('eve');
    expect(after.sent).toEqual([]);
    expect(after.settled.mock.calls[0]?.[1]).toMatchObject({ error: { code: 'other_person' } });
  });

  it('starts empty when what is stored can not be read', () => {
    const storage = createMemoryStorage();
    storage.write('outbox', '{"entr');
    expect(setUp(storage).outbox.content.getSnapshot().entries).toEqual([]);
  });
});

describe('who waits for an answer', () => {
  it('is told when the client closes, and the command stays written down', async () => {
    const { outbox, post, stored } = setUp();
    const waited = post('one');
    outbox.release({ code: 'client_closed' });
    await expect(waited).rejects.toMatchObject({ code: 'client_closed', retry: 'same_id' });
    await expect(post('two')).rejects.toMatchObject({ code: 'client_closed' });
    expect(stored()).toHaveLength(2);
  });
});
