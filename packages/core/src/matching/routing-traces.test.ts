import { describe, expect, it } from 'vitest';
import { coachFacts, knows, requestFacts } from '../testing/match-facts.js';
import { createMatchRun } from '../testing/match-run.js';
import { defineMatchingPolicy } from './define-matching-policy.js';
import { assign } from './dispatch-parts.js';
import { hasFreeSlot, isPresent, knowsTopic } from './eligibility-parts.js';

const second = 1_000;

describe("Twilio TaskRouter's documented example of timeouts", () => {
  // Three targets of 10 s each and a reservation of 5 s: one reserved at 3 s lapses at 8 s, the task maps to the second
  // target, and that one's time runs out at 20 s of the task's age: 12 s later.
  const policy = defineMatchingPolicy({
    name: 'task-router',
    eligibility: [knowsTopic({ levelMin: 3 }), hasFreeSlot(), isPresent()],
    dispatch: assign({ acceptWithinMs: 5 * second, afterLapse: 'next_step' }),
    escalation: [
      { afterMs: 10 * second, levelMin: 2 },
      { afterMs: 20 * second, levelMin: 1 },
      { afterMs: 30 * second, alternatives: ['hand_over'] },
    ],
  });

  it('reaches the third target 12 s after the lapse', () => {
    const run = createMatchRun({ policy, request: requestFacts({ topic: 'shoes' }) });
    run.runTo(3 * second);
    run.put(coachFacts('first', { expertise: knows({ shoes: 3 }) }));
    run.runTo(60 * second);
    expect(run.decisions.map(({ at, step, offered, lapsed, nextAt }) => [at, step, offered, lapsed, nextAt])).toEqual([
      [0, 0, [], [], 10 * second],
      [3 * second, 0, ['first'], [], 8 * second],
      [8 * second, 1, [], ['first'], 20 * second],
      [20 * second, 2, [], [], 30 * second],
      [30 * second, 3, [], [], null],
    ]);
  });
});
