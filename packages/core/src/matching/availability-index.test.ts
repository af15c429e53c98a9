import fc from 'fast-check';
import { expect, it } from 'vitest';
import { availabilityAt } from './availability.js';
import { type CoachOffer, createAvailabilityIndex } from './availability-index.js';
import { scopeOf } from './availability-scope.js';

const policy = { coachesMin: 2, opensAfterMs: 5_000, closesAfterMs: 30_000 };
const tree = { ancestorsOf: (topic: string) => (topic === 'sneakers' ? ['shoes'] : []) };
const everything: CoachOffer = { locales: [], topics: [], freeSlots: 2 };

const steps = fc.array(
  fc.record({
    coachId: fc.constantFrom('ann', 'ben', 'zoe', 'max'),
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12_000 })),
    offer: fc.option(
      fc.record<CoachOffer>({
        locales: fc.subarray(['fr-BE', 'de']),
        topics: fc.subarray(['shoes', 'sneakers', 'bags']),
        freeSlots: fc.integer({ min: 0, max: 3 }),
      }),
    ),
  }),
  { maxLength: 40 },
);
const requests = [{}, { topic: 'shoes' }, { topic: 'sneakers', locale: 'fr' }, { topic: 'hats' }, { locale: 'it' }];

it('answers at every moment what its stays give, whenever a scope was first asked about', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 40_000 }), (list, rest) => {
      const index = createAvailabilityIndex({ policy, topics: tree });
      let now = 1_000_000;
      const check = (request: (typeof requests)[number]) => {
        const scope = scopeOf(request, tree);
        expect(index.answer(request, now)).toEqual(availabilityAt(index.pool(now), policy, { now, scope }));
      };
      for (const [n, { coachId, afterMs, offer }] of list.entries()) {
        now += afterMs;
        index.set(coachId, offer, now);
        check(requests[n % requests.length] ?? {});
      }
      now += rest;
      for (const request of requests) check(request);
    }),
  );
});

it('opens for a topic at the same moment, whoever asked before', () => {
  const [asked, unasked] = [1, 2].map(() => createAvailabilityIndex({ policy, topics: tree }));
  for (const index of [asked, unasked]) {
    index?.set('ben', { ...everything, topics: ['shoes'] }, 1_000);
    index?.set('zoe', everything, 2_000);
    if (index === asked) index?.answer({ topic: 'shoes' }, 2_000);
    expect([6_999, 7_000].map((now) => index?.answer({ topic: 'shoes' }, now).open)).toEqual([false, true]);
  }
});

it('takes a coach who leaves as another comes for one who stayed', () => {
  const index = createAvailabilityIndex({ policy: { ...policy, coachesMin: 1 }, topics: tree });
  index.set('ben', everything, 0);
  index.set('ben', null, 3_000);
  index.set('zoe', everything, 3_000);
  expect([4_999, 5_000].map((now) => index.answer({}, now).open)).toEqual([false, true]);
});

it('is the same object while the answer is the same', () => {
  const index = createAvailabilityIndex({ policy, topics: tree });
  index.set('ben', everything, 0);
  const before = index.answer({ topic: 'shoes' }, 10);
  expect(index.answer({ topic: 'shoes' }, 20)).toBe(before);
  index.set('ben', { ...everything, freeSlots: 1 }, 30);
  expect(index.answer({ topic: 'shoes' }, 30)).not.toBe(before);
});

it('counts words that no coach knows as one', () => {
  const index = createAvailabilityIndex({ policy, topics: tree });
  index.set('ben', { ...everything, topics: ['shoes'] }, 0);
  const first = index.answer({ topic: 'no such thing 1', locale: 'xx' }, 10);
  expect(index.answer({ topic: 'no such thing 2', locale: 'yy' }, 10)).toBe(first);
  expect(first).toMatchObject({ coachesOnline: 0 });
});
