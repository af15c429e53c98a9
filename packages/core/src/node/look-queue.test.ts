import { expect, it } from 'vitest';
import { createLookQueue } from './look-queue.js';

const turns = async () => {
  for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setImmediate(resolve));
};

function createQueue() {
  const looked: string[] = [];
  const held = new Map<string, () => void>();
  const failures: unknown[] = [];
  const queue = createLookQueue({
    async look(key) {
      looked.push(key);
      if (key.startsWith('slow')) await new Promise<void>((resolve) => held.set(key, resolve));
      if (key.startsWith('bad')) throw new Error(key);
    },
    failed: (error) => failures.push(error),
  });
  return { queue, looked, held, failures };
}

it('looks at what comes in one turn in the order of its place', async () => {
  const { queue, looked } = createQueue();
  queue.add('third', 3);
  queue.add('first', 1);
  queue.add('second', 2);
  queue.add('third', 3);
  await turns();
  expect(looked).toEqual(['first', 'second', 'third']);
});

it('looks again at what changes while it is looked at', async () => {
  const { queue, looked, held } = createQueue();
  queue.add('slow', 1);
  await turns();
  queue.add('slow', 1);
  held.get('slow')?.();
  await turns();
  expect(looked).toEqual(['slow', 'slow']);
});

it('goes on with the others when a look fails', async () => {
  const { queue, looked, failures } = createQueue();
  queue.add('bad', 1);
  queue.add('good', 2);
  await turns();
  expect(looked).toEqual(['bad', 'good']);
  expect(failures).toHaveLength(1);
});

it('leaves nothing behind that comes in the moment in which it stops', async () => {
  for (let depth = 0; depth < 30; depth += 1) {
    const { queue, looked } = createQueue();
    queue.add('one', 1);
    let after = Promise.resolve();
    for (let n = 0; n < depth; n += 1) after = after.then(() => undefined);
    void after.then(() => queue.add('two', 2));
    await turns();
    expect(looked, `${depth} steps later`).toEqual(['one', 'two']);
  }
});

it('looks at nothing more once it is closed, and lets what is under way end', async () => {
  const { queue, looked, held } = createQueue();
  queue.add('slow', 1);
  queue.add('never', 2);
  await turns();
  let isClosed = false;
  const closed = queue.close().then(() => (isClosed = true));
  await turns();
  expect(isClosed).toBe(false);
  held.get('slow')?.();
  await closed;
  expect(looked).toEqual(['slow']);
});

it('lets what comes meanwhile go before what has a higher place, and equals in the order they came', async () => {
  const { queue, looked, held } = createQueue();
  queue.add('slow', 2);
  await turns();
  for (const [key, place] of [
    ['d', 3],
    ['b', 2],
    ['c', 2],
    ['a', 1],
  ] as const)
    queue.add(key, place);
  held.get('slow')?.();
  await turns();
  expect(looked).toEqual(['slow', 'a', 'b', 'c', 'd']);
});
