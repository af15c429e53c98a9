import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coachFacts, knows, requestFacts } from '../testing/match-facts.js';
import { createMatchWorld, type MatchWorld } from '../testing/match-world.js';
import { createCandidateIndex } from './candidate-index.js';
import { decideMatch } from './decide-match.js';
import { defineMatchingPolicy, type MatchingPolicyOptions } from './define-matching-policy.js';
import { assign, openBoard, waves } from './dispatch-parts.js';
import { expertiseFit, fairness, fewestOpen, reserveScarceExperts } from './scoring-parts.js';

const second = 1_000;
const scoring = [
  expertiseFit(3),
  fewestOpen(1),
  fairness({ weight: 0.5, windowMs: 60 * second }),
  reserveScarceExperts(1),
];
const escalation: MatchingPolicyOptions['escalation'] = [
  { afterMs: 20 * second, levelMin: 1, ping: { size: 1, everyMs: 10 * second } },
  { afterMs: 40 * second, topic: 'any', skipWhenNobody: true },
  { afterMs: 60 * second, dispatch: openBoard(), alternatives: ['later'] },
];
const policies = [
  defineMatchingPolicy({ name: 'board', scoring }),
  defineMatchingPolicy({ name: 'waves', scoring, dispatch: waves({ size: 2, everyMs: 10 * second }), escalation }),
  defineMatchingPolicy({ name: 'one by one', scoring, dispatch: assign({ acceptWithinMs: 10 * second }) }),
  defineMatchingPolicy({
    name: 'by targets',
    scoring,
    dispatch: assign({ acceptWithinMs: 10 * second, afterLapse: 'next_step' }),
    escalation,
  }),
];

const ids = ['a', 'b', 'c', 'd'];
const who = fc.constantFrom(...ids);
const topic = fc.constantFrom(null, 'shoes', 'hats');
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('ask'), topic, visitorId: fc.constantFrom('v1', 'v2') }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('wait'), seconds: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('claim'), who }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('decline'), who }) },
  fc.record({ what: fc.constant('giveBack'), who, why: fc.constantFrom('released', 'resumed') }),
  fc.record({
    what: fc.constant('change'),
    who,
    facts: fc.record(
      {
        presence: fc.constantFrom('present', 'passive', 'reachable', 'away'),
        capacity: fc.integer({ min: 0, max: 3 }),
        blockedVisitorIds: fc.subarray(['v1']),
      },
      { requiredKeys: [] },
    ),
  }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function happen(world: MatchWorld, one: Happening, turn: number): void {
  if (one.what === 'wait') world.now += one.seconds * second;
  if (one.what === 'ask') {
    const { topic, visitorId } = one;
    world.ask(requestFacts({ conversationId: `c${turn}`, visitorId, topic, askedAt: world.now }));
  }
  if (one.what === 'change') world.change(one.who, one.facts as object);
  if (one.what === 'claim') world.claim(one.who);
  if (one.what === 'decline') world.decline(one.who);
  if (one.what === 'giveBack') world.giveBack(one.who, one.why as 'released' | 'resumed');
}

const startOf = (crew: readonly string[]) =>
  crew.map((id, turn) => coachFacts(id, turn % 2 === 0 ? {} : { expertise: knows({ shoes: 1 + turn, hats: 1 }) }));

/** Runs what happens under each policy, and looks at the world after each of it. */
function always(check: (world: MatchWorld) => void, { crew = ids, numRuns = 300 } = {}): void {
  const history = fc.array(happening, { maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom(...policies), history, (policy, happenings) => {
      const world = createMatchWorld(policy, startOf(crew));
      for (const [turn, one] of happenings.entries()) {
        if ('who' in one && !crew.includes(one.who)) continue;
        happen(world, one, turn);
        world.match();
        check(world);
      }
    }),
    { numRuns },
  );
}

const waiting = ({ requests }: MatchWorld) => requests.filter(({ isWaiting }) => isWaiting);

describe('whatever happens', () => {
  it('a request is seen by somebody while anybody is eligible', () => {
    always((world) => {
      for (const request of waiting(world)) {
        const eligible = ids.filter((id) => world.isEligible(request, id));
        if (eligible.length > 0) expect(eligible.some((id) => world.isShown(request, id))).toBe(true);
      }
    });
  });

  it('a newer request never overtakes an equal older one for the same slot', () => {
    always(
      (world) => {
        const queue = waiting(world);
        for (const [place, newer] of queue.entries())
          for (const older of queue.slice(0, place)) {
            const isEqual = older.facts.topic === newer.facts.topic && older.state.step === newer.state.step;
            if (!isEqual || !world.isShown(newer, 'a') || !world.isEligible(older, 'a')) continue;
            expect(world.isShown(older, 'a')).toBe(true);
          }
      },
      { crew: ['a'] },
    );
  });

  it('nothing is reserved for a coach whose slots are all taken or reserved', () => {
    always((world) => {
      for (const { decision, coaches } of world.recorded) {
        const { offered, board } = JSON.parse(decision);
        if (board) expect(offered).toEqual([]);
        for (const { coachId, openCount, capacity, reservedFor = [] } of coaches)
          if (offered.includes(coachId)) expect(openCount + reservedFor.length).toBeLessThan(capacity);
      }
    });
  });

  it('two who blocked each other are never brought together', () => {
    always((world) => {
      for (const { decision, coaches, request } of world.recorded) {
        const blocked = coaches.filter((one) => one.blockedVisitorIds.includes(request.visitorId));
        const { offered, pinged } = JSON.parse(decision);
        for (const { coachId } of blocked) expect([...offered, ...pinged]).not.toContain(coachId);
      }
      for (const request of waiting(world))
        for (const id of ids)
          if (world.coach(id).blockedVisitorIds.includes(request.facts.visitorId))
            expect(world.isShown(request, id)).toBe(false);
    });
  });

  it('a coach who declined a request is never asked again', () => {
    always((world) => {
      for (const { decision, state } of world.recorded) {
        const { offered, pinged } = JSON.parse(decision);
        for (const coachId of state.excluded) expect([...offered, ...pinged]).not.toContain(coachId);
      }
      for (const request of waiting(world))
        for (const id of request.state.excluded) expect(world.isShown(request, id)).toBe(false);
    });
  });

  it('the off-duty are told at most once, in at most six rounds', () => {
    always((world) => {
      for (const { state } of world.requests) {
        expect(new Set(state.pinged).size).toBe(state.pinged.length);
        expect(state.pings.rounds).toBeLessThanOrEqual(6);
      }
    });
  });
});

it('deciding again from what was recorded gives the same bytes, in whatever order the coaches came', () => {
  const history = fc.array(happening, { maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom(...policies), history, (policy, happenings) => {
      const world = createMatchWorld(policy, startOf(ids));
      for (const [turn, one] of happenings.entries()) {
        happen(world, one, turn);
        world.match();
      }
      const loaded = defineMatchingPolicy(JSON.parse(JSON.stringify(policy.options)));
      for (const { decision, coaches, ...input } of world.recorded) {
        const index = createCandidateIndex();
        for (const coach of coaches.reverse()) index.set(JSON.parse(JSON.stringify(coach)));
        const again = decideMatch({ policy: loaded, topics: null, index, ...input });
        expect(JSON.stringify(again.decision)).toBe(decision);
      }
    }),
    { numRuns: 300 },
  );
});
