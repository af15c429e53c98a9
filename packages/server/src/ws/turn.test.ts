import { expect, it } from 'vitest';
import { createTurn } from './turn.js';

it('ends once the promises of the turn are settled', async () => {
  const { atEnd } = createTurn();
  const done: string[] = [];
  atEnd(() => void done.push('one'));
  await Promise.resolve().then(() => atEnd(() => void done.push('two')));
  expect(done).toEqual([]);
  await new Promise(setImmediate);
  expect(done).toEqual(['one', 'two']);
  atEnd(() => void done.push('three'));
  await new Promise(setImmediate);
  expect(done).toEqual(['one', 'two', 'three']);
});
