import { expect, it } from 'vitest';
import { byHourOfDay, byTopic } from './by-hour-of-day.js';

const hour = 60 * 60 * 1_000;
const hourOf = (at: number) => Math.floor(at / hour) % 24;
const covered = (at: number, topic: string | null, rest: object = {}) => ({
  at,
  topic,
  asked: 1,
  taken: 0,
  missed: 1,
  lost: 0,
  waitMs: null,
  ...rest,
});

it('puts the same hour of all days together, and has all hours of a day', () => {
  const day = byHourOfDay(
    [covered(9 * hour, 'a'), covered(33 * hour, 'b', { lost: 4 }), covered(10 * hour, 'a')],
    hourOf,
  );
  expect(day).toHaveLength(24);
  expect(day[9]).toEqual({ hour: 9, asked: 2, taken: 0, missed: 2, lost: 4 });
  expect(day[10]).toMatchObject({ asked: 1 });
  expect(day[0]).toMatchObject({ asked: 0 });
});

it('puts the topics with most demand first, met or not', () => {
  const topics = byTopic([covered(0, 'a'), covered(0, null, { lost: 5 }), covered(hour, 'a')]);
  expect(topics.map(({ topic, asked, lost }) => [topic, asked, lost])).toEqual([
    [null, 1, 5],
    ['a', 2, 0],
  ]);
});
