import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTimeline } from './timeline.js';

const drain = (plans: readonly number[]) => {
  const timeline = createTimeline<number>();
  for (const [index, at] of plans.entries()) timeline.plan(at, index);
  return Array.from({ length: plans.length }, () => timeline.next());
};

it('gives things in the order of their time, and of their planning within one moment', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), (plans) => {
      const sorted = plans.map((at, what) => ({ at, what })).sort((a, b) => a.at - b.at || a.what - b.what);
      expect(drain(plans)).toEqual(sorted);
    }),
  );
});
it('takes plans in between', () => {
  const timeline = createTimeline<string>();
  timeline.plan(5, 'late');
  timeline.plan(1, 'first');
  expect(timeline.next()).toEqual({ at: 1, what: 'first' });
  timeline.plan(3, 'between');
  expect([timeline.next()?.what, timeline.size, timeline.next()?.what, timeline.next()]).toEqual([
    'between',
    1,
    'late',
    undefined,
  ]);
});
