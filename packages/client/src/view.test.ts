import type { InboxRow } from '@entraide/core/protocol';
import { expect, it, vi } from 'vitest';
import { createClientStores } from './client-stores.js';
import { createEmitter } from './emitter.js';
import { parseFrame } from './json-rpc.js';
import { createLink } from './link.js';
import { createManualClock } from './testing/manual-clock.js';
import { session } from './testing/scripted-server.js';

const row = (key: string, askedAt: number): InboxRow => ({
  key,
  askedAt,
  text: key,
  topic: null,
  locale: null,
  page: null,
  later: false,
});

function setUp() {
  const clock = createManualClock();
  const asked: { id: number; method: string; params: object }[] = [];
  const link = createLink(
    (frame) => asked.push(JSON.parse(frame)),
    () => {},
  );
  const emitter = createEmitter();
  const requestArrived = vi.fn();
  emitter.on('requestArrived', requestArrived);
  const { inbox, availability } = createClientStores({ link, clock, emitter });
  const say = (frame: object) => {
    link.received(parseFrame(JSON.stringify(frame)) as never);
    return clock.settle();
  };
  const change = (version: number, upserts: object[], removes: string[] = []) =>
    say({ method: 'view.changed', params: { view: 'inbox', version, upserts, removes } });
  const answer = (result: unknown) => say({ id: asked.at(-1)?.id, result });
  const online = () => link.opened(session() as never);
  const keys = () =>
    inbox()
      .getSnapshot()
      .value.map(({ key }) => key);
  return { link, asked, inbox: inbox(), availability: availability(), requestArrived, change, answer, online, keys };
}

it('shows the longest waiting request first, whatever the order of arrival', async () => {
  const { inbox, online, answer, change, keys } = setUp();
  inbox.subscribe(() => {});
  online();
  await answer({ version: 4, rows: [row('b', 20), row('a', 10)] });
  await change(5, [row('c', 5), row('d', 30)]);
  expect(keys()).toEqual(['c', 'a', 'b', 'd']);
  await change(6, [], ['a']);
  expect(keys()).toEqual(['c', 'b', 'd']);
});

it('tells of requests that arrive, and not of those that were there', async () => {
  const { inbox, online, answer, change, requestArrived } = setUp();
  inbox.subscribe(() => {});
  online();
  await answer({ version: 1, rows: [row('a', 10)] });
  await change(2, [row('b', 20)]);
  await change(3, [{ ...row('b', 20), text: 'edited' }]);
  expect(requestArrived.mock.calls.map(([{ request }]) => request.key)).toEqual(['b']);
});

it('is sent whole again after a lost connection', async () => {
  const { link, inbox, online, asked, answer, keys } = setUp();
  inbox.subscribe(() => {});
  online();
  await answer({ version: 9, rows: [row('a', 10)] });
  link.lost();
  expect(keys()).toEqual(['a']);
  online();
  expect(asked.map(({ method }) => method)).toEqual(['view.open', 'view.open']);
  await answer({ version: 3, rows: [row('b', 20)] });
  expect(keys()).toEqual(['b']);
});

it('ignores a change that is older than what it knows', async () => {
  const { inbox, online, answer, change, keys } = setUp();
  inbox.subscribe(() => {});
  online();
  await answer({ version: 9, rows: [] });
  await change(8, [row('gone', 10)]);
  expect(keys()).toEqual([]);
});

it('keeps a change that overtakes the answer', async () => {
  const { inbox, online, answer, change, keys } = setUp();
  inbox.subscribe(() => {});
  online();
  await change(10, [row('b', 20)]);
  await answer({ version: 9, rows: [row('a', 10)] });
  expect(keys()).toEqual(['a', 'b']);
});

it('knows no availability before it was told', async () => {
  const { availability, online, answer } = setUp();
  expect(availability.getSnapshot().value).toBeNull();
  availability.subscribe(() => {});
  online();
  await answer({ version: 0, rows: [{ key: 'availability', open: true, reason: 'coaches_online' }] });
  expect(availability.getSnapshot()).toMatchObject({ status: 'ready', value: { open: true } });
});
