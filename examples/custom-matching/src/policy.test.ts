import {
  type CoachFacts,
  checkMatchingPolicy,
  createCandidateIndex,
  decideMatch,
  emptyMatch,
  type RequestFacts,
} from '@entraide/core';
import { expect, it } from 'vitest';
import { carefulPolicy } from './policy.js';
import { tryPolicy } from './try-policy.js';

const now = 1_800_000_000_000;
const request: RequestFacts = {
  conversationId: 'c1',
  visitorId: 'v1',
  locale: 'fr-CH',
  topic: 'refunds',
  askedAt: now,
  later: false,
  knownCoachIds: [],
};
const coach = (coachId: string, known: 'declared' | 'verified', claimedHoursAgo: number): CoachFacts => ({
  coachId,
  locales: ['fr'],
  expertise: [
    { topic: 'orders', level: 3, known: 'declared' },
    { topic: 'refunds', level: 4, known },
  ],
  presence: 'present',
  openCount: 0,
  capacity: 3,
  claimedAt: [now - claimedHoursAgo * 3_600_000],
  offeredAt: 0,
  quietHours: null,
  pingedAt: [],
  pingsPerDayMax: 3,
  blockedVisitorIds: [],
});
const coaches = [coach('ann', 'verified', 1), coach('ben', 'verified', 8), coach('zoe', 'declared', 8)];

it('gives refunds to verified coaches only, and first to the one who had the longer pause', () => {
  const { ranked, refused } = tryPolicy(request, coaches, now);
  expect(ranked.map(({ coachId }) => coachId)).toEqual(['ben', 'ann']);
  expect(ranked[0]?.reasons.at(-1)).toEqual({ part: 'rested', points: 1, fact: 1 });
  expect(refused).toEqual([{ coachId: 'zoe', reason: 'custom:verified_for_refunds' }]);
});

it('decides the same in production, and says how many could not be asked and why', () => {
  const index = createCandidateIndex();
  for (const one of coaches) index.set(one);
  const { decision } = decideMatch({ policy: carefulPolicy, topics: null, request, state: emptyMatch, index, now });
  expect(decision).toMatchObject({ offered: ['ben', 'ann'], rest: { 'custom:verified_for_refunds': 1 } });
});

it('is a policy without a wrong field, and says which of its parts JSON cannot carry', () => {
  expect(checkMatchingPolicy(carefulPolicy.options, null)).toEqual([]);
  expect(carefulPolicy.customParts).toEqual([
    'eligibility.6 (onlyIf verified_for_refunds)',
    'scoring.2 (scoreBy rested)',
  ]);
});
