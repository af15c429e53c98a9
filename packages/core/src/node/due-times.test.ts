import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDueTimes } from './due-times.js';

it('gives each key once, at the first look after its latest time', () => {
  const step = fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    inMs: fc.option(fc.integer({ min: 0, max: 9_000 })),
    thenMs: fc.integer({ min: 0, max: 3_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 1e12 }), (steps, startAt) => {
      const due = createDueTimes();
      const expected = new Map<string, number>();
      let now = startAt;
      for (const { key, inMs, thenMs } of steps) {
        const at = inMs === null ? null : now + inMs;
        due.set(key, at);
        if (at === null) expected.delete(key);
        else expected.set(key, at);
        now += thenMs;
        const found = [...expected].filter(([, time]) => time <= now).map(([one]) => one);
        for (const one of found) expected.delete(one);
        expect(due.take(now).sort()).toEqual(found.sort());
      }
    }),
  );
});
