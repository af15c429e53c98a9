import { expect, it } from 'vitest';
import { coverageOf } from './coverage.js';

const hour = 60 * 60 * 1000;
const asked = (askedAt: number, rest: object = {}) => ({
  topic: 'shoes',
  askedAt,
  claimedAt: null,
  isClosed: false,
  ...rest,
});

it('counts what was asked, taken and missed in the hour in which it was asked', () => {
  const questions = [
    asked(10, { claimedAt: 40, isClosed: true }),
    asked(20, { claimedAt: 90 }),
    asked(30, { isClosed: true }),
    asked(hour - 1),
    asked(hour, { claimedAt: hour + 7 }),
  ];
  expect(coverageOf(questions, [])).toEqual([
    { at: 0, topic: 'shoes', asked: 4, taken: 2, missed: 1, lost: 0, waitMs: 30 },
    { at: hour, topic: 'shoes', asked: 1, taken: 1, missed: 0, lost: 0, waitMs: 7 },
  ]);
});

it('keeps topics apart, and adds who found the window closed', () => {
  const demand = [
    { minute: 0, topic: null, count: 2 },
    { minute: 59, topic: null, count: 3 },
    { minute: 60, topic: 'shoes', count: 1 },
  ];
  expect(coverageOf([asked(5)], demand).map(({ at, topic, asked: of, lost }) => [at, topic, of, lost])).toEqual([
    [0, null, 0, 5],
    [0, 'shoes', 1, 0],
    [hour, 'shoes', 0, 1],
  ]);
});
