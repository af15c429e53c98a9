import { views } from '@entraide/core';
import { expect, it } from 'vitest';
import { defineViews } from './view-table.js';

const view = (name: string, columns: Record<string, 'text'> = {}, indexes: string[][] = []) => ({
  name,
  columns,
  content: [],
  indexes,
});

it('takes the views of the engine', () => {
  expect(defineViews(views).size).toBe(views.length);
});

it.each([
  ['a column that every table has', [view('a', { key: 'text' })], /the view a; check its column key/],
  ['an index on no column', [view('a', {}, [['day']])], /the view a; check its column day/],
  ['a name that another view’s key has', [view('a'), view('a_key')], /two make view_a_key/],
  [
    'a name that another view’s index has',
    [view('a', { day: 'text' }, [['day']]), view('a_day')],
    /two make view_a_day/,
  ],
])('refuses %s', (_, declared, message) => {
  expect(() => defineViews(declared)).toThrow(message);
});
