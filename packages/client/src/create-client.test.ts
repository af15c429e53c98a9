import { closeCodes } from '@entraide/core/protocol';
import { describe, expect, it } from 'vitest';
import { createMemoryStorage } from './client-storage.js';
import { createClient } from './create-client.js';
import { isEntraideError } from './entraide-error.js';
import { createManualClock } from './testing/manual-clock.js';
import { createManualRandom } from './testing/manual-random.js';
import { accept, type Behaviour, createScriptedServer, refuse, sequence, session } from './testing/scripted-server.js';

function setUp(behaviour: Behaviour, storage = createMemoryStorage()) {
  const clock = createManualClock();
  const server = createScriptedServer(behaviour);
  const random = createManualRandom();
  const client = createClient({ community: 'shop', transport: server.transport, storage, clock, random });
  return { clock, server, client, storage };
}

const availability = { open: true, reason: 'coaches_online', coachesOnline: 1, freeSlots: 3 };
const answering = accept(({ id }, line) => line.answer(id, availability));

describe('a client', () => {
  it('connects when it is first needed, and not before', async () => {
    const { client, server, clock } = setUp(answering);
    await clock.settle();
    expect(server.lines).toHaveLength(0);
    await expect(client.call('availability.get', {})).resolves.toEqual(availability);
    expect(client.status.getSnapshot()).toMatchObject({ state: 'online', actor: { kind: 'visitor' } });
  });

  it('connects by itself when the page before left something to send', async () => {
    const before = setUp(refuse(closeCodes.abnormal.code));
    before.client.ask({ text: 'Anybody?' });
    await before.clock.settle();
    const after = setUp(accept(), before.storage);
    await after.clock.settle();
    expect(after.server.methods()).toEqual(['conversation.ask']);
    expect(after.server.line().seen[1]?.params).toMatchObject({ text: 'Anybody?' });
  });

  it('asks the next session what the last one left unanswered', async () => {
    const { client, server, clock } = setUp(sequence(accept(), answering));
    const answered = client.call('availability.get', {});
    await clock.settle();
    server.line().close(closeCodes.abnormal.code);
    await clock.advance(1_000);
    await expect(answered).resolves.toEqual(availability);
  });

  it('rejects what it can not do once it is stopped, and says that the same may be tried again', async () => {
    const { client } = setUp(refuse(closeCodes.protocolError.code));
    await expect(client.call('availability.get', {})).rejects.toMatchObject({ code: 'stopped', retry: 'same_id' });
    await expect(client.conversation('c').post('hi')).rejects.toMatchObject({ code: 'stopped', retry: 'same_id' });
  });

  it('sends what was written down when it is opened after a stop', async () => {
    const { client, server, clock } = setUp(sequence(refuse(closeCodes.protocolError.code), accept()));
    await expect(client.conversation('c').post('hi')).rejects.toMatchObject({ code: 'stopped' });
    client.open();
    await clock.settle();
    expect(server.methods()).toEqual(['message.post']);
  });

  it('stops waiting when told so, and still sends the command', async () => {
    const { client, server, clock } = setUp(accept());
    const aborter = new AbortController();
    const waited = client.call('request.claim', { conversationId: 'c' }, { signal: aborter.signal });
    aborter.abort();
    await expect(waited).rejects.toMatchObject({ code: 'aborted' });
    await clock.settle();
    expect(server.methods()).toEqual(['request.claim']);
  });

  it('closes once, and ends every wait', async () => {
    const { client, server, clock } = setUp(accept());
    const read = client.call('availability.get', {});
    const posted = client.conversation('c').post('hi');
    await clock.settle();
    await Promise.all([client.close(), client.close()]);
    await expect(read).rejects.toMatchObject({ code: 'client_closed' });
    await expect(posted).rejects.toMatchObject({ code: 'client_closed' });
    await expect(client.call('availability.get', {})).rejects.toMatchObject({ code: 'client_closed' });
    await clock.advance(600_000);
    expect(server.lines.map(({ closedWith }) => closedWith)).toEqual([closeCodes.normal.code]);
  });

  it('counts by the clock of the server', async () => {
    const ahead = session('v', { serverAt: 1_700_000_005_000 });
    const { client, clock } = setUp(accept(() => {}, ahead));
    client.open();
    await clock.settle();
    expect(client.now()).toBe(1_700_000_005_000);
    await clock.advance(1_000);
    expect(client.now()).toBe(1_700_000_006_000);
  });

  it('tells each session the newest page only', async () => {
    const { client, server, clock } = setUp(sequence(refuse(closeCodes.abnormal.code), accept()));
    client.open();
    client.setPage({ url: 'https://shop.example/1', title: 'One' });
    client.setPage({ url: 'https://shop.example/2', title: 'Two' });
    await clock.advance(1_000);
    expect(server.line().seen[0]?.params.page).toEqual({ url: 'https://shop.example/2', title: 'Two' });
    const pages = server.line().seen.filter(({ method }) => method === 'page.set');
    expect(pages.map(({ params }) => params.title)).toEqual(['Two']);
  });

  it('forgets the conversations of the visitor before when the server makes another', async () => {
    const before = setUp(accept(() => {}, session('v', { token: 'made' })));
    const conversation = before.client.ask({ text: 'First' });
    await before.clock.settle();
    expect(before.client.asked.getSnapshot()).toEqual([conversation.id]);
    before.server.line().answer(1, { conversationId: conversation.id, offset: 1 });
    await before.clock.settle();
    before.storage.remove('entraide:shop:visitor');
    const after = setUp(
      accept(() => {}, session('w', { token: 'other' })),
      before.storage,
    );
    expect(after.client.asked.getSnapshot()).toEqual([conversation.id]);
    after.client.open();
    await after.clock.settle();
    expect(after.client.asked.getSnapshot()).toEqual([]);
  });
});

describe('an error', () => {
  it('is told by name and code, and says what could not be done and why', async () => {
    const { client } = setUp(accept(({ id }, line) => line.refuse(id, { reason: 'at_capacity', retry: 'new_id' })));
    const error = await client.call('request.claim', { conversationId: 'c' }).catch((caught) => caught);
    expect(isEntraideError(error)).toBe(true);
    expect(isEntraideError(error, 'at_capacity')).toBe(true);
    expect(isEntraideError(error, 'not_found')).toBe(false);
    expect(isEntraideError(new Error('at_capacity'))).toBe(false);
    expect(error.message).toMatch(/^unable to [^;]+; \S+$/);
  });
});
