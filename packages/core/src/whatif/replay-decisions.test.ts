import { describe, expect, it } from 'vitest';
import { createTopicTree } from '../expertise/topic-tree.js';
import type { Expertise } from '../expertise/types.js';
import type { MatchEvent } from '../matching/backstage.js';
import { createCandidateIndex } from '../matching/candidate-index.js';
import { decideMatch } from '../matching/decide-match.js';
import { defineMatchingPolicy, type MatchingPolicy } from '../matching/define-matching-policy.js';
import { assign, waves } from '../matching/dispatch-parts.js';
import { emptyMatch, evolveMatching } from '../matching/evolve.js';
import {
  expertiseFit,
  fairness,
  fewestOpen,
  reserveScarceExperts,
  returningPair,
  type ScoringPart,
} from '../matching/scoring-parts.js';
import type { CoachFacts, MatchDecision } from '../matching/types.js';
import { createChance } from './chance.js';
import { poissonArrivals } from './poisson-arrivals.js';
import type { RecordedEvent } from './recorded-event.js';
import { replayDecisions } from './replay-decisions.js';
import { simulate } from './simulate.js';
import type { Traffic } from './traffic.js';
import { volunteerShifts } from './volunteer-shifts.js';

const start = Date.UTC(2024, 0, 1);
const span = { from: start, to: start + 2 * 24 * 3_600_000 };
const topics = createTopicTree([
  { id: 'shop' },
  { id: 'shoes', parent: 'shop' },
  { id: 'hats', parent: 'shop' },
  { id: 'help' },
]);
const names = ['shoes', 'hats', 'help', 'shop'];
const chance = createChance('people');
const traffic: Traffic = {
  arrivals: poissonArrivals({ ...span, count: 300, chance, topics: names }),
  coaches: Array.from({ length: 60 }, (_, index) => {
    const id = `coach-${index}`;
    const expertise = names
      .filter((topic) => chance.happens(0.5, id, topic))
      .map((topic): Expertise => ({ topic, level: 1 + Math.floor(5 * chance.uniform(id, topic)), known: 'declared' }));
    const shifts = volunteerShifts(id, { ...span, chance, hoursPerDay: 8 });
    return { id, locales: [], expertise, capacity: 2, shifts, pingsPerDayMax: index % 3 };
  }),
};
const coachFacts = (coachId: string): CoachFacts => ({
  ...{ coachId, locales: [], expertise: [], presence: 'present', openCount: 0, capacity: 3, claimedAt: [] },
  ...{ offeredAt: 0, quietHours: null, pingedAt: [], pingsPerDayMax: 0, blockedVisitorIds: [] },
});
const policyOf = (
  weight: number,
  dispatch = waves({ size: 2, everyMs: 20_000 }),
  extra: ScoringPart[] = [],
): MatchingPolicy =>
  defineMatchingPolicy({
    name: 'rich',
    version: '1',
    scoring: [
      expertiseFit(weight),
      fewestOpen(0.3),
      fairness({ weight: 0.1, windowMs: 9e7 }),
      returningPair(1),
      ...extra,
    ],
    dispatch,
    escalation: [
      { afterMs: 40_000, topic: 'ancestor', skipWhenNobody: true },
      { afterMs: 80_000, topic: 'any', ping: { size: 2, everyMs: 60_000 } },
      { afterMs: 200_000, alternatives: ['hand_over', 'later'] },
    ],
  });
function record(policy: MatchingPolicy): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  // A log is JSON: what comes back from it shares no object with what went in.
  simulate({ traffic, policy, topics, seed: 1, record: (event) => events.push(JSON.parse(JSON.stringify(event))) });
  return events;
}

/** Thirty who could help; one of two who have an offer turned passive, and so is behind twenty others. */
function recordOutranked(policy: MatchingPolicy): RecordedEvent[] {
  const index = createCandidateIndex();
  const people = Array.from({ length: 30 }, (_, number) => coachFacts(`coach-${number}`));
  for (const coach of people) index.set(coach);
  const request = {
    ...{ conversationId: 'c1', visitorId: 'v1', locale: null, topic: null, askedAt: start, later: false },
    knownCoachIds: [],
  };
  const at = start + 1_000;
  const by = { kind: 'system', id: 'matcher', name: '' } as const;
  const first = decideMatch({ policy, topics: null, request, state: emptyMatch, index, now: start }).decision;
  const [declining = '', passive = ''] = first?.offered ?? [];
  index.set({ ...coachFacts(passive), presence: 'passive' });
  const coach = { kind: 'coach', id: declining, name: '' } as const;
  const begun: MatchEvent[] = [
    { type: 'match.decided', at: start, by, data: first as MatchDecision },
    { type: 'request.declined', at, by: coach, data: {} },
  ];
  const state = begun.reduce(evolveMatching, emptyMatch);
  const second = decideMatch({ policy, topics: null, request, state, index, now: at }).decision;
  const events: MatchEvent[] = [...begun, { type: 'match.decided', at, by, data: second as MatchDecision }];
  return events.map((event) => ({ ...event, stream: 'backstage/c1', data: { ...event.data } }));
}

describe('replaying decisions', () => {
  it('gives again a decision that left room for an offer far down the ranking', () => {
    const policy = defineMatchingPolicy({ name: 'two', dispatch: waves({ size: 2, everyMs: 20_000 }) });
    const events = recordOutranked(policy);
    expect(events[2]?.data['offered']).toHaveLength(1);
    expect(replayDecisions(events, { policy })).toEqual({ decisions: 2, different: [] });
  });
  it.each([
    ['waves', policyOf(1)],
    ['waves that spare scarce experts', policyOf(1, waves({ size: 3, everyMs: 15_000 }), [reserveScarceExperts(2)])],
    ['reservations', policyOf(1, assign({ acceptWithinMs: 15_000 }))],
    ['a board', defineMatchingPolicy({ name: 'board' })],
  ])('gives every decision again under its own policy, byte for byte: %s', (_, policy) => {
    const { decisions, different } = replayDecisions(record(policy), { policy, topics });
    expect(decisions).toBeGreaterThan(290);
    expect(different).toEqual([]);
  });
  it('covers declines, returns, lapses, pings and steps', () => {
    const events = record(policyOf(1));
    const types = new Set(events.map(({ type }) => type));
    expect([...types].sort()).toEqual(['match.decided', 'match.ended', 'match.returned', 'request.declined']);
    const decided = events
      .filter(({ type }) => type === 'match.decided')
      .map(({ data }) => data as Record<string, never>);
    for (const list of ['offered', 'lapsed', 'pinged', 'alternatives'])
      expect(
        decided.some((data) => (data[list] as unknown as unknown[]).length > 0),
        list,
      ).toBe(true);
    expect(new Set(decided.map(({ step }) => step)).size).toBe(4);
  });
  it('names each decision that another weight makes otherwise', () => {
    const { decisions, different } = replayDecisions(record(policyOf(1)), { policy: policyOf(3), topics });
    expect(different.length).toBeGreaterThan(decisions / 4);
    expect(different[0]).toMatchObject({ conversationId: expect.stringMatching(/^c\d+$/), wave: expect.any(Number) });
    for (const { fields } of different) expect(fields).toContain('weighed');
    expect(different.some(({ fields }) => fields.includes('offered'))).toBe(true);
  });
  it('tells of a decision that would not be made now', () => {
    const events = record(policyOf(1));
    const second = events.findIndex(({ type, data }) => type === 'match.decided' && data['wave'] === 1);
    const twice = [...events.slice(0, second + 1), ...events.slice(second)];
    expect(replayDecisions(twice, { policy: policyOf(1), topics }).different[0]?.fields).toEqual(['decision']);
  });
  it('notices a changed fact', () => {
    const events = record(policyOf(1));
    type Weighed = { facts: { openCount: number } }[];
    const all = events.flatMap(({ data }) => (data['weighed'] as Weighed | undefined)?.slice(0, 1) ?? []);
    for (const { facts } of all.slice(0, 1)) facts.openCount += 1;
    expect(replayDecisions(events, { policy: policyOf(1), topics }).different).toHaveLength(1);
  });
});
