import { expect, it } from 'vitest';
import { createLinkedBus } from './create-linked-bus.js';

/** A bus over a link that keeps what it is given. */
function start() {
  const sent: string[] = [];
  const entries: string[] = [];
  let isUp = true;
  let hear: (text: string) => void = () => undefined;
  let changed: (error?: unknown) => void = () => undefined;
  let answers: (() => void)[] = [];
  const bus = createLinkedBus(
    (options) => {
      changed = options.changed;
      return {
        isUp: () => isUp,
        send(_, text) {
          sent.push(text);
          return new Promise<void>((resolve) => answers.push(resolve));
        },
        async listen(_, heard) {
          hear = heard;
        },
        unlisten: async () => undefined,
        close: async () => undefined,
      };
    },
    { kind: 'redis', url: 'redis://:secret@broker:6379', prefix: 'test', log: ({ event }) => void entries.push(event) },
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    bus,
    sent,
    entries,
    turn,
    hear: (text: string) => hear(text),
    /** The broker has what it was sent. */
    async confirm() {
      for (const answer of answers) answer();
      answers = [];
      await turn();
    },
    goes(up: boolean, error?: unknown) {
      isUp = up;
      changed(error);
    },
  };
}

it('sends what one turn says as one message, by subject', async () => {
  const { bus, sent, turn } = start();
  for (const n of [1, 2]) await bus.publish('a', { n });
  await bus.publish('b', { n: 3 });
  expect(sent).toEqual([]);
  await turn();
  expect(sent).toEqual(['[{"n":1},{"n":2}]', '[{"n":3}]']);
});

it('loses what a broker that doesn’t keep up is given beyond a bound, and goes on when it does', async () => {
  const { bus, sent, turn, confirm } = start();
  const large = 'x'.repeat(200_000);
  for (let n = 0; n < 100; n += 1) {
    await bus.publish('a', { large });
    await turn();
  }
  expect(sent.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(9_000_000);
  expect(bus.state().lost).toBe(100 - sent.length);
  await confirm();
  await bus.publish('a', { n: 1 });
  await turn();
  expect(sent.at(-1)).toBe('[{"n":1}]');
});

it('loses what one turn says beyond a bound', async () => {
  const { bus, turn, sent } = start();
  for (let n = 0; n < 100; n += 1) await bus.publish('a', { large: 'x'.repeat(100_000) });
  expect(bus.state().lost).toBeGreaterThan(50);
  await turn();
  for (const text of sent) expect(text.length).toBeLessThan(1024 * 1024);
});

it('keeps what is said while the broker is away from piling up, and says so once', async () => {
  const { bus, sent, entries, turn, goes } = start();
  goes(true);
  goes(false, new Error('gone'));
  goes(false, new Error('still gone'));
  await bus.publish('a', { n: 1 });
  await turn();
  expect([sent, bus.state()]).toEqual([[], { isUp: false, published: 0, received: 0, lost: 1 }]);
  goes(true);
  expect(entries).toEqual(['bus.up', 'bus.down', 'bus.up']);
});

it.each(['', 'hello', '{}', '[1]', '[null]', '["a"]'])('takes %j of a stranger for no hint', async (text) => {
  const { bus, hear } = start();
  const heard: unknown[] = [];
  await bus.subscribe('a', (hint) => heard.push(hint));
  hear(text);
  expect(heard).toEqual([]);
  hear('[{"n":1}]');
  expect(heard).toEqual([{ n: 1 }]);
});
