import { describe, expect, it } from 'vitest';
import { createTopicTree } from '../expertise/topic-tree.js';
import { coachFacts, knows, requestFacts } from '../testing/match-facts.js';
import { defineMatchingPolicy } from './define-matching-policy.js';
import { onlyIf, withinPingBudget } from './eligibility-parts.js';
import { judge, type RankContext, rank } from './rank.js';
import {
  expertiseFit,
  fairness,
  fewestOpen,
  reserveScarceExperts,
  returningPair,
  type ScoringPart,
  scoreBy,
} from './scoring-parts.js';
import type { CoachFacts, RequestFacts, Requirement } from './types.js';

const topics = createTopicTree([
  { id: 'shoes' },
  { id: 'running', parent: 'shoes' },
  { id: 'boots', parent: 'shoes' },
  { id: 'hats', adjacent: ['boots'] },
]);
const everything = defineMatchingPolicy({ name: 'everything' });
const requirement: Requirement = { topic: 'exact', locale: 'same', levelMin: 1 };
const context: RankContext = { requirement, now: 1_000_000_000, topics };
const noon = Date.UTC(2026, 0, 15, 12);

describe('who is eligible', () => {
  it.each<
    [string | null, string, Partial<CoachFacts>, Partial<RequestFacts>, Partial<Requirement>, Partial<RankContext>]
  >([
    [null, 'anybody, where nothing is asked or declared', {}, {}, {}, {}],
    [null, 'another region of the language', { locales: ['FR'] }, { locale: 'fr-CH' }, {}, {}],
    ['locale', 'another language', { locales: ['de'] }, { locale: 'fr' }, {}, {}],
    [null, 'another language, where any will do', { locales: ['de'] }, { locale: 'fr' }, { locale: 'any' }, {}],
    [
      'topic',
      'a topic above it, where it is to be exact',
      { expertise: knows({ shoes: 5 }) },
      { topic: 'boots' },
      {},
      {},
    ],
    [null, 'a topic above it', { expertise: knows({ shoes: 5 }) }, { topic: 'boots' }, { topic: 'ancestor' }, {}],
    [
      'topic',
      'a topic beside it, where it is to be above',
      { expertise: knows({ hats: 5 }) },
      { topic: 'boots' },
      { topic: 'ancestor' },
      {},
    ],
    [null, 'a topic beside it', { expertise: knows({ hats: 5 }) }, { topic: 'boots' }, { topic: 'adjacent' }, {}],
    [null, 'any topic', { expertise: knows({ hats: 1 }) }, { topic: 'running' }, { topic: 'any' }, {}],
    ['level', 'too little of it', { expertise: knows({ boots: 2 }) }, { topic: 'boots' }, { levelMin: 3 }, {}],
    ['level', 'all topics, at level 1', {}, { topic: 'boots' }, { levelMin: 2 }, {}],
    ['no_free_slot', 'all slots taken', { openCount: 3 }, {}, {}, {}],
    ['no_free_slot', 'the last slot reserved', { openCount: 2, reservedFor: ['c9'] }, {}, {}, {}],
    [null, 'the last slot reserved for this one', { openCount: 2, reservedFor: ['c1'] }, {}, {}, {}],
    [null, 'passive', { presence: 'passive' }, {}, {}, {}],
    ['not_present', 'away', { presence: 'away' }, {}, {}, {}],
    ['not_present', 'off duty', { presence: 'reachable' }, {}, {}, {}],
    [null, 'off duty, to be told', { presence: 'reachable' }, {}, {}, { isPing: true }],
    ['not_present', 'here already, to be told', {}, {}, {}, { isPing: true }],
    ['blocked', 'one blocked the other', { blockedVisitorIds: ['v1'] }, {}, {}, {}],
    ['declined', 'declined it', {}, {}, {}, { excluded: ['a'] }],
    [
      'quiet_hours',
      'asleep in Tokyo',
      { quietHours: { from: '20:00', to: '07:00', timeZone: 'Asia/Tokyo' } },
      {},
      {},
      { now: noon },
    ],
    [
      null,
      'awake in Paris',
      { quietHours: { from: '20:00', to: '07:00', timeZone: 'Europe/Paris' } },
      {},
      {},
      { now: noon },
    ],
    [
      'over_budget',
      'told often enough today',
      { presence: 'reachable', pingsPerDayMax: 1, pingedAt: [999_999_999] },
      {},
      {},
      { isPing: true },
    ],
    [null, 'told yesterday', { presence: 'reachable', pingsPerDayMax: 1, pingedAt: [1] }, {}, {}, { isPing: true }],
    [null, 'told often enough, and here', { pingsPerDayMax: 0 }, {}, {}, {}],
  ])('%s: %s', (reason, _, coach, request, required, more) => {
    const asked = { ...context, ...more, requirement: { ...requirement, ...required } };
    expect(judge(everything, { request: requestFacts(request), coach: coachFacts('a', coach), ...asked })).toBe(reason);
  });
  it('is told by the first check that fails, in the order of the policy', () => {
    const policy = defineMatchingPolicy({
      name: 'own order',
      eligibility: [onlyIf('trained', ({ coach }) => coach.capacity > 5), withinPingBudget()],
    });
    const coach = coachFacts('a', { presence: 'reachable', pingsPerDayMax: 0 });
    const asked = { request: requestFacts(), ...context, isPing: true };
    expect(judge(policy, { ...asked, coach })).toBe('custom:trained');
    expect(judge(policy, { ...asked, coach: { ...coach, capacity: 6 } })).toBe('over_budget');
  });
});

describe('a score', () => {
  const scoreOf = (
    part: ScoringPart,
    coach: Partial<CoachFacts>,
    request: Partial<RequestFacts> = {},
    others: CoachFacts[] = [],
  ) => {
    const policy = defineMatchingPolicy({ name: 'one part', eligibility: [], scoring: [part] });
    const ranked = rank(policy, requestFacts(request), [coachFacts('a', coach), ...others], {
      ...context,
      requirement: { ...requirement, topic: 'adjacent' },
    });
    return ranked.find(({ coachId }) => coachId === 'a')?.reasons[0];
  };
  it.each<[string, ScoringPart, Partial<CoachFacts>, Partial<RequestFacts>, number, string | number]>([
    ['knows the topic best', expertiseFit(10), { expertise: knows({ boots: 5 }) }, { topic: 'boots' }, 10, 'boots 5'],
    ['knows the one above', expertiseFit(3), { expertise: knows({ shoes: 5 }) }, { topic: 'boots' }, 2, 'shoes 5'],
    ['knows one beside', expertiseFit(3), { expertise: knows({ hats: 5 }) }, { topic: 'boots' }, 1, 'hats 5'],
    ['is open to all', expertiseFit(5), {}, { topic: 'boots' }, 1, 'all topics'],
    ['is asked about nothing', expertiseFit(5), {}, {}, 0, 'no topic asked'],
    ['holds two', fewestOpen(2), { openCount: 2 }, {}, -4, 2],
    ['holds none', fewestOpen(2), {}, {}, 0, 0],
    [
      'claimed often lately',
      fairness({ weight: 1, windowMs: 1_000 }),
      { claimedAt: [1, 999_999_500, 999_999_900] },
      {},
      -2,
      2,
    ],
    [
      'claimed more than counts',
      fairness({ weight: 1, windowMs: 1_000, claimsMax: 1 }),
      { claimedAt: [999_999_500, 999_999_900] },
      {},
      -1,
      1,
    ],
    ['met the visitor', returningPair(4), {}, { knownCoachIds: ['b', 'a'] }, 4, 'met before'],
    ['never met the visitor', returningPair(4), {}, {}, 0, 'not met yet'],
    ['has a rule of its own', scoreBy('own', ({ coach }) => coach.capacity), {}, {}, 3, 3],
    ['has a broken rule of its own', scoreBy('own', () => Number.NaN), {}, {}, 0, 0],
    [
      'is the only one on another topic',
      reserveScarceExperts(6),
      { expertise: knows({ boots: 1, hats: 1 }) },
      { topic: 'boots' },
      -6,
      1,
    ],
    [
      'knows nothing else',
      reserveScarceExperts(6),
      { expertise: knows({ boots: 1 }) },
      { topic: 'boots' },
      0,
      'no other topic',
    ],
  ])('of who %s', (_, part, coach, request, points, fact) => {
    expect(scoreOf(part, coach, request)).toEqual({ part: part.part === 'scoreBy' ? 'own' : part.part, points, fact });
  });
  it('reserves experts by how few know their other topics', () => {
    const others = ['b', 'c'].map((id) => coachFacts(id, { expertise: knows({ hats: 1 }) }));
    const coach = { expertise: knows({ boots: 1, hats: 1 }) };
    expect(scoreOf(reserveScarceExperts(6), coach, { topic: 'boots' }, others)).toMatchObject({ points: -2, fact: 3 });
  });
});

describe('an order', () => {
  const policy = defineMatchingPolicy({ name: 'order', scoring: [fewestOpen(1)] });
  const order = (coaches: CoachFacts[], more: Partial<RankContext> = {}, request = requestFacts()) =>
    rank(policy, request, coaches, { ...context, ...more }).map(({ coachId }) => coachId);
  it('begins with the best score, then with who was offered one the longest ago', () => {
    const coaches = [
      coachFacts('busy', { openCount: 1, offeredAt: 1 }),
      coachFacts('lately', { offeredAt: 9 }),
      coachFacts('never'),
    ];
    expect(order(coaches)).toEqual(['never', 'lately', 'busy']);
  });
  it('ends with the passive, and then with who let it pass, and says so', () => {
    const coaches = [
      coachFacts('passed'),
      coachFacts('idle', { presence: 'passive' }),
      coachFacts('busy', { openCount: 2 }),
    ];
    expect(order(coaches, { passedBy: new Set(['passed']) })).toEqual(['busy', 'idle', 'passed']);
    const [passed] = rank(policy, requestFacts(), [coachFacts('passed')], {
      ...context,
      passedBy: new Set(['passed']),
    });
    expect(passed?.reasons[0]).toEqual({ part: 'turn', points: 0, fact: 'let it pass' });
  });
  it('is the same for equals however they came, and another for another request', () => {
    const coaches = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => coachFacts(id));
    const first = order(coaches);
    expect(order([...coaches].reverse())).toEqual(first);
    const firsts = Array.from(
      { length: 60 },
      (_, n) => order(coaches, {}, requestFacts({ conversationId: `c${n}` }))[0],
    );
    expect(new Set(firsts).size).toBe(6);
  });
});
