import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideDemand } from './decide.js';
import { demandCounts, emptyDemand, evolveDemand } from './evolve.js';
import type { DemandCount } from './types.js';

const actor = { kind: 'system', id: 'system', name: 'system' } as const;

it('adds up to the same, however the counts are parted', () => {
  const one = fc.record<DemandCount>({
    minute: fc.integer({ min: 0, max: 3 }),
    topic: fc.constantFrom('shoes', '__proto__', null),
    count: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(fc.array(one)), (batches) => {
      const events = batches.flatMap(
        (counts) => decideDemand({ type: 'demand.count', counts }, { now: 1, actor }).events,
      );
      const state = events.reduce(evolveDemand, emptyDemand);
      const expected = new Map<string, number>();
      for (const { minute, topic, count } of batches.flat())
        expected.set(`${minute} ${topic}`, (expected.get(`${minute} ${topic}`) ?? 0) + count);
      expect(new Map(demandCounts(state).map(({ minute, topic, count }) => [`${minute} ${topic}`, count]))).toEqual(
        expected,
      );
    }),
  );
});

it('leaves what it does not know', () => {
  expect(evolveDemand(emptyDemand, { type: 'demand.forgotten', data: {} })).toBe(emptyDemand);
});
