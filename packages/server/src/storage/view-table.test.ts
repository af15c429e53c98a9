import { views } from '@entraide/core';
import { expect, it } from 'vitest';
import { defineViews } from './view-table.js';

it('every view of the core can be a table', () => {
  expect([...defineViews(views).keys()]).toEqual(views.map(({ name }) => name));
});
