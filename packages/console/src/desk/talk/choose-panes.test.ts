import { expect, it } from 'vitest';
import { choosePanes } from './choose-panes.js';

const items = ['lounge', 'a', 'b', 'c'];

it.each([
  ['one pane shows what was looked at last', ['a'], 1, ['a']],
  ['at first, the latest conversation', [], 1, ['c']],
  ['more room shows more, in the order of the strip', ['c', 'a'], 3, ['a', 'b', 'c']],
  ['room for all shows all', ['b'], 9, items],
  ['what is gone takes no room', ['gone', 'lounge'], 2, ['lounge', 'c']],
  ['there is always one', ['lounge'], 0, ['lounge']],
])('%s', (_, recent, panesMax, shown) => {
  expect(choosePanes({ items, recent, panesMax })).toEqual(shown);
});
