import { describe, expect, it } from 'vitest';
import { coachFacts, knows, requestFacts } from '../testing/match-facts.js';
import { createMatchRun } from '../testing/match-run.js';
import { createCandidateIndex } from './candidate-index.js';
import { defineMatchingPolicy } from './define-matching-policy.js';
import { assign, waves } from './dispatch-parts.js';
import { hasFreeSlot, isPresent, knowsTopic } from './eligibility-parts.js';
import { fewestOpen } from './scoring-parts.js';

const second = 1_000;
const skilled = [knowsTopic({ levelMin: 3 }), hasFreeSlot(), isPresent()];

describe("Twilio TaskRouter's documented example of timeouts", () => {
  // Three targets of 10 s each and a reservation of 5 s: one reserved at 3 s lapses at 8 s, the task maps to the second
  // target, and that one's time runs out at 20 s of the task's age: 12 s later.
  const policy = defineMatchingPolicy({
    name: 'task-router',
    eligibility: skilled,
    dispatch: assign({ acceptWithinMs: 5 * second, afterLapse: 'next_step' }),
    escalation: [
      { afterMs: 10 * second, levelMin: 2 },
      { afterMs: 20 * second, levelMin: 1 },
      { afterMs: 30 * second, alternatives: ['hand_over'] },
    ],
  });
  const start = () => {
    const run = createMatchRun({ policy, request: requestFacts({ topic: 'shoes' }) });
    run.runTo(3 * second);
    run.put(coachFacts('first', { expertise: knows({ shoes: 3 }) }));
    run.runTo(8 * second - 1);
    run.put(coachFacts('first', { expertise: knows({ shoes: 3 }), presence: 'away' }));
    return run;
  };

  it('reaches the third target 12 s after the lapse', () => {
    const run = start();
    run.runTo(60 * second);
    expect(run.decisions.map(({ at, step, offered, lapsed, nextAt }) => [at, step, offered, lapsed, nextAt])).toEqual([
      [0, 0, [], [], 10 * second],
      [3 * second, 0, ['first'], [], 8 * second],
      [8 * second, 1, [], ['first'], 20 * second],
      [20 * second, 2, [], [], 30 * second],
      [30 * second, 3, [], [], null],
    ]);
  });
  it('holds the second target until then', () => {
    const run = start();
    run.put(coachFacts('third', { expertise: knows({ shoes: 1 }) }));
    run.runTo(20 * second - 1);
    expect(run.state.offers).not.toHaveProperty('third');
    run.put(coachFacts('second', { expertise: knows({ shoes: 2 }) }));
    run.look();
    expect(run.state.offers['second']).toMatchObject({ step: 1, expiresAt: 25 * second - 1 });
  });
  it('leads from a lapsed reservation to the target after the one that it was made for', () => {
    const run = start();
    run.runTo(9 * second);
    run.put(coachFacts('second', { expertise: knows({ shoes: 2 }) }));
    run.runTo(14 * second);
    expect([run.state.step, run.state.offers['second']?.status]).toEqual([2, 'lapsed']);
  });
  it('moves to the next coach instead where the policy says so', () => {
    const patient = defineMatchingPolicy({ ...policy.options, dispatch: assign({ acceptWithinMs: 5 * second }) });
    const run = createMatchRun({ policy: patient, request: requestFacts() });
    run.put(coachFacts('a', { offeredAt: 1 }), coachFacts('b', { offeredAt: 2 }));
    run.runTo(5 * second);
    expect(run.decisions.map(({ step, offered }) => [step, offered])).toEqual([
      [0, ['a']],
      [0, ['b']],
    ]);
  });
});

describe("Amazon Connect's routing steps with an expiry", () => {
  const policy = defineMatchingPolicy({
    name: 'proficiency',
    eligibility: [knowsTopic({ levelMin: 5 }), hasFreeSlot(), isPresent()],
    dispatch: waves({ size: 10, everyMs: 600 * second }),
    escalation: [
      { afterMs: 30 * second, levelMin: 4 },
      { afterMs: 60 * second, levelMin: 3 },
      { afterMs: 90 * second, topic: 'any' },
    ],
  });

  it('asks for less with each step, and for any coach when all have expired', () => {
    const run = createMatchRun({ policy, request: requestFacts({ topic: 'shoes' }) });
    for (const level of [1, 3, 4, 5]) run.put(coachFacts(`level-${level}`, { expertise: knows({ shoes: level }) }));
    run.put(coachFacts('hats-only', { expertise: knows({ hats: 1 }) }));
    run.runTo(120 * second);
    expect(run.decisions.map(({ at, offered }) => [at / second, [...offered].sort()])).toEqual([
      [0, ['level-5']],
      [30, ['level-4']],
      [60, ['level-3']],
      [90, ['hats-only', 'level-1']],
    ]);
  });
  it('skips a step that nobody can match, at once', () => {
    const escalation = policy.escalation.map((step) => ({ ...step, skipWhenNobody: true }));
    const skipping = defineMatchingPolicy({
      ...policy.options,
      escalation: [{ afterMs: 0, skipWhenNobody: true }, ...escalation],
    });
    const run = createMatchRun({ policy: skipping, request: requestFacts({ topic: 'shoes' }) });
    run.put(coachFacts('level-3', { expertise: knows({ shoes: 3 }) }));
    expect(run.look()).toEqual(['level-3']);
    expect(run.state.step).toBe(3);
  });
});

describe("Genesys' rings and UPchieve's rounds of texts", () => {
  it('rings the off-duty in at most six rounds, nobody twice', () => {
    const policy = defineMatchingPolicy({
      name: 'rounds',
      dispatch: waves({ size: 3, everyMs: 600 * second }),
      escalation: [{ afterMs: 30 * second, ping: { size: 2, everyMs: 30 * second } }],
    });
    const run = createMatchRun({ policy, request: requestFacts() });
    for (let turn = 0; turn < 30; turn += 1) run.put(coachFacts(`away-${turn}`, { presence: 'reachable' }));
    run.runTo(3_600 * second);
    const rounds = run.decisions.filter(({ pinged }) => pinged.length > 0);
    expect(rounds.map(({ at }) => at / second)).toEqual([30, 60, 90, 120, 150, 180]);
    expect(new Set(run.state.pinged).size).toBe(12);
  });
  it('shows it to whoever comes because of that, though others were asked before', () => {
    const policy = defineMatchingPolicy({
      name: 'rounds',
      dispatch: waves({ size: 1, everyMs: 600 * second }),
      escalation: [{ afterMs: 0, ping: { size: 1 } }],
    });
    const run = createMatchRun({ policy, request: requestFacts() });
    run.put(coachFacts('here'), coachFacts('told', { presence: 'reachable' }));
    run.look();
    run.put(coachFacts('told'), coachFacts('chance'));
    expect(run.look()).toEqual(['told']);
  });
});

describe("Intercom's balanced assignment", () => {
  // Cap 3, A holds 3 and B holds 1: B gets two before A gets one; ties go to who was without for the longest.
  it('gives to the one with the fewest, then to the one who has waited the longest', () => {
    const policy = defineMatchingPolicy({
      name: 'balanced',
      scoring: [fewestOpen(1)],
      dispatch: assign({ acceptWithinMs: 30 * second }),
    });
    const index = createCandidateIndex();
    const holds = { A: 3, B: 1 };
    const offeredAt = { A: 10, B: 20 };
    const given: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      // A closes one after B is full: then A is the only one with a slot, and at 2 : 2 the tie is A's.
      if (turn === 2) holds.A -= 1;
      if (turn === 3) Object.assign(holds, { A: 2, B: 2 });
      for (const name of ['A', 'B'] as const)
        index.set(coachFacts(name, { openCount: holds[name], capacity: 3, offeredAt: offeredAt[name] }));
      const run = createMatchRun({ policy, request: requestFacts({ conversationId: `c${turn}` }), index });
      const [name] = run.look() as ('A' | 'B')[];
      if (!name) break;
      given.push(name);
      holds[name] += 1;
      offeredAt[name] = 100 + turn;
    }
    expect(given).toEqual(['B', 'B', 'A', 'B', 'A']);
  });
});
