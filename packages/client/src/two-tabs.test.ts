import { expect, it } from 'vitest';
import type { ClientStorage } from './client-storage.js';
import { createClient } from './create-client.js';
import { createManualClock } from './testing/manual-clock.js';
import { createManualRandom } from './testing/manual-random.js';
import { accept, type Behaviour, createScriptedServer, neverAnswer, session } from './testing/scripted-server.js';
import { createSharedStorage } from './testing/shared-storage.js';

const clock = createManualClock();

function openTab(storage: ClientStorage, behaviour: Behaviour, name = '1') {
  const server = createScriptedServer(behaviour);
  const random = createManualRandom(name.repeat(8));
  return { server, client: createClient({ community: 'shop', transport: server.transport, storage, clock, random }) };
}

/** A server that makes a visitor of whoever comes without a token. */
function createMint() {
  const made: string[] = [];
  const behaviour: Behaviour = (line) => {
    line.open();
    line.received = ({ id, method, params }) => {
      if (method !== 'session.open') return;
      if (params['token']) return line.answer(id, session());
      made.push(`token-${made.length + 1}`);
      line.answer(id, session('visitor-1', { token: made.at(-1) }));
    };
  };
  return { made, behaviour };
}

it('forgets nothing of what another tab has asked', async () => {
  const { tab } = createSharedStorage();
  const one = openTab(tab(), accept(), '1').client;
  const two = openTab(tab(), accept(), '2').client;
  const first = one.ask({ text: 'One?' }).id;
  const second = two.ask({ text: 'Two?' }).id;
  expect(two.asked.getSnapshot()).toEqual([second, first]);
  await clock.settle();
  expect(one.asked.getSnapshot()).toEqual([second, first]);
});

it('finds a list that another tab changed unheard, before it changes it', () => {
  const { tab } = createSharedStorage();
  const deaf = { ...tab() };
  delete deaf.watch;
  const one = openTab(deaf, accept(), '1').client;
  const first = openTab(tab(), accept(), '2').client.ask({ text: 'One?' }).id;
  const second = one.ask({ text: 'Two?' }).id;
  expect(one.asked.getSnapshot()).toEqual([second, first]);
});

it('hears no more of other tabs once it is closed', async () => {
  const { tab } = createSharedStorage();
  const one = openTab(tab(), accept()).client;
  await one.close();
  openTab(tab(), accept()).client.ask({ text: 'One?' });
  await clock.settle();
  expect(one.asked.getSnapshot()).toEqual([]);
});

it('makes one visitor of two tabs that open at the same time, with the questions of both', async () => {
  const { tab } = createSharedStorage();
  const { made, behaviour } = createMint();
  const one = openTab(tab(), behaviour, '1').client;
  const two = openTab(tab(), behaviour, '2').client;
  const ids = [one.ask({ text: 'One?' }).id, two.ask({ text: 'Two?' }).id];
  await clock.settle();
  expect(made).toEqual(['token-1']);
  expect(two.status.getSnapshot().state).toBe('online');
  for (const { asked } of [one, two]) expect([...asked.getSnapshot()].sort()).toEqual(ids);
});

it('does not wait long for a tab that gets no answer', async () => {
  const { tab } = createSharedStorage();
  const { made, behaviour } = createMint();
  openTab(tab(), neverAnswer).client.open();
  const { client } = openTab(tab(), behaviour);
  client.open();
  await clock.advance(4_999);
  expect(made).toEqual([]);
  await clock.advance(1);
  expect(made).toEqual(['token-1']);
  expect(client.status.getSnapshot().state).toBe('online');
});

it('asks at once where tabs may not take turns', async () => {
  const { tab } = createSharedStorage();
  const { made, behaviour } = createMint();
  openTab({ ...tab(), alone: () => Promise.reject(new Error('SecurityError')) }, behaviour).client.open();
  await clock.settle();
  expect(made).toEqual(['token-1']);
});
