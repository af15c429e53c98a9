import { expect, it } from 'vitest';
import { createCork } from './cork.js';

const recorder = () => {
  const calls: string[] = [];
  return { calls, cork: () => void calls.push('cork'), uncork: () => void calls.push('uncork') };
};

it('holds a socket once a turn, until the promises of the turn are settled', async () => {
  const { hold } = createCork();
  const [one, two] = [recorder(), recorder()];
  hold(one);
  hold(one);
  await Promise.resolve().then(() => hold(two));
  hold(one);
  await new Promise(setImmediate);
  expect(one.calls).toEqual(['cork', 'uncork']);
  expect(two.calls).toEqual(['cork', 'uncork']);
  hold(one);
  await new Promise(setImmediate);
  expect(one.calls).toEqual(['cork', 'uncork', 'cork', 'uncork']);
});
