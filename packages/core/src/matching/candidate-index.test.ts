import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TopicTree } from '../expertise/types.js';
import { coachFacts, knows, requestFacts } from '../testing/match-facts.js';
import { createCandidateIndex } from './candidate-index.js';
import { defineMatchingPolicy } from './define-matching-policy.js';
import {
  eligibilityDefault,
  hasFreeSlot,
  isPresent,
  knowsTopic,
  notBlocked,
  notDeclined,
  onlyIf,
  outsideQuietHours,
  speaksLocale,
  withinPingBudget,
} from './eligibility-parts.js';
import { createWeighing, type RankContext } from './rank.js';
import type { CoachFacts, RequestFacts } from './types.js';

/** shoes > running > trail, shoes > boots; hats beside boots. */
const parents: Record<string, string> = { running: 'shoes', trail: 'running', boots: 'shoes' };
const names = ['shoes', 'running', 'trail', 'boots', 'hats'];
const topics: TopicTree = {
  topics: names.map((id) => ({ id })),
  has: (topic) => names.includes(topic),
  ancestorsOf: (topic) => (parents[topic] ? [parents[topic], ...topics.ancestorsOf(parents[topic])] : []),
  adjacentTo: (topic) => [
    ...names.filter((other) => other !== topic && parents[other] !== undefined && parents[other] === parents[topic]),
    ...(topic === 'boots' ? ['hats'] : topic === 'hats' ? ['boots'] : []),
  ],
};

const coach = fc.record({
  coachId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  locales: fc.uniqueArray(fc.constantFrom('fr', 'fr-CH', 'DE', 'en'), { maxLength: 3 }),
  expertise: fc.array(
    fc.record({
      topic: fc.constantFrom(...names),
      level: fc.integer({ min: 1, max: 5 }),
      known: fc.constantFrom('declared', 'earned'),
    }),
    { maxLength: 4 },
  ),
  presence: fc.constantFrom('present', 'passive', 'reachable', 'away'),
  openCount: fc.integer({ min: 0, max: 3 }),
  capacity: fc.integer({ min: 1, max: 3 }),
  blockedVisitorIds: fc.subarray(['v1', 'v2']),
  reservedFor: fc.subarray(['c1', 'c2']),
  quietHours: fc.constantFrom(null, { from: '00:00', to: '12:00', timeZone: 'UTC' }),
  pingedAt: fc.subarray([1, 2, 3]),
}) satisfies fc.Arbitrary<Partial<CoachFacts>>;

const occasion = fc.record({
  locale: fc.constantFrom(null, 'fr-FR', 'de', 'es'),
  topic: fc.constantFrom(null, ...names, 'unknown'),
  requirement: fc.record({
    topic: fc.constantFrom('exact', 'ancestor', 'adjacent', 'any'),
    locale: fc.constantFrom('same', 'any'),
    levelMin: fc.integer({ min: 1, max: 5 }),
  }),
  excluded: fc.subarray(['a', 'b', 'c']),
  isPing: fc.boolean(),
}) satisfies fc.Arbitrary<Pick<RequestFacts, 'locale' | 'topic'> & Partial<RankContext>>;

const evenId = onlyIf('even', ({ coach: { coachId } }) => coachId.charCodeAt(0) % 2 === 0);
const checks = [
  speaksLocale(),
  knowsTopic(),
  hasFreeSlot(),
  isPresent(),
  notBlocked(),
  notDeclined(),
  outsideQuietHours(),
  withinPingBudget(),
  evenId,
];
const eligibility = fc.oneof(fc.constant([...eligibilityDefault()]), fc.shuffledSubarray(checks));

describe('the index of candidates', () => {
  it('finds whom judging everybody one by one would find, and counts the others alike', () => {
    fc.assert(
      fc.property(fc.array(coach, { maxLength: 30 }), occasion, eligibility, (coaches, asked, parts) => {
        const policy = defineMatchingPolicy({ name: 'any', eligibility: parts });
        const index = createCandidateIndex();
        const known = new Map<string, CoachFacts>();
        // The same coach comes again and again with other facts; every fourth time it goes.
        for (const [turn, { coachId, ...facts }] of coaches.entries()) {
          index.set(coachFacts(coachId, facts));
          known.set(coachId, coachFacts(coachId, facts));
          if (turn % 4 === 3) index.remove(coachId);
          if (turn % 4 === 3) known.delete(coachId);
        }
        const { locale, topic, ...context } = asked;
        const weighing = createWeighing(policy, requestFacts({ locale, topic }), { ...context, now: 0, topics });
        const found: string[] = [];
        const rest = index.survey(weighing, ({ coachId }) => found.push(coachId));

        const eligible: string[] = [];
        const counts: Record<string, number> = {};
        for (const one of known.values()) {
          const reason = weighing.judge(one);
          if (reason) counts[reason] = (counts[reason] ?? 0) + 1;
          else eligible.push(one.coachId);
        }
        expect(found.sort()).toEqual(eligible.sort());
        expect(Object.fromEntries(rest)).toEqual(counts);
        expect(index.size).toBe(known.size);
      }),
      { numRuns: 2_000 },
    );
  });

  it('visits nobody who does not fit by topic, language, slot and presence', () => {
    const index = createCandidateIndex();
    let visited = 0;
    const policy = defineMatchingPolicy({
      name: 'counting',
      eligibility: [speaksLocale(), knowsTopic(), hasFreeSlot(), isPresent(), onlyIf('seen', () => ++visited > 0)],
    });
    for (let turn = 0; turn < 1_000; turn += 1)
      index.set(
        coachFacts(`coach-${turn}`, {
          locales: [turn % 2 === 0 ? 'fr' : 'de'],
          expertise: knows({ [turn % 10 === 0 ? 'boots' : 'hats']: 3 }),
          openCount: turn % 4 === 0 ? 3 : 0,
        }),
      );
    const weighing = createWeighing(policy, requestFacts({ locale: 'fr', topic: 'boots' }), {
      requirement: { topic: 'exact', locale: 'same' },
      now: 0,
      topics,
    });
    expect(Object.fromEntries(index.survey(weighing, () => undefined))).toEqual({
      locale: 500,
      topic: 400,
      no_free_slot: 50,
    });
    expect(visited).toBe(50);
  });

  it('forgets a coach who left, whole', () => {
    const index = createCandidateIndex();
    index.set(coachFacts('a', { expertise: knows({ boots: 1 }) }));
    index.set(coachFacts('a', { expertise: knows({ hats: 1 }) }));
    expect([index.knowing('boots'), index.knowing('hats')]).toEqual([0, 1]);
    index.remove('a');
    index.remove('a');
    expect([index.size, index.knowing('hats'), index.get('a')]).toEqual([0, 0, undefined]);
  });
});
