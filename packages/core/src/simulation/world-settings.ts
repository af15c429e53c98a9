import type { MatchingPolicyOptions } from '../matching/define-matching-policy.js';
import { assign, openBoard, waves } from '../matching/dispatch-parts.js';
import { fewestOpen } from '../matching/scoring-parts.js';
import { type CommunitySettings, parseCommunity } from '../settings.js';
import type { Dice } from './dice.js';

const second = 1_000;

const policies: readonly (MatchingPolicyOptions | null)[] = [
  null,
  null,
  { name: 'waves', scoring: [fewestOpen(1)], dispatch: waves({ size: 1, everyMs: 4 * second }) },
  { name: 'assign', scoring: [fewestOpen(1)], dispatch: assign({ acceptWithinMs: 4 * second }) },
  {
    name: 'steps',
    dispatch: waves({ size: 2, everyMs: 3 * second }),
    escalation: [{ afterMs: 8 * second, dispatch: openBoard(), alternatives: ['later'] }],
  },
];

/** A community whose every deadline is short, so that much happens in little time. */
export function drawSettings(dice: Dice): CommunitySettings {
  const matching = dice.pick(policies);
  return parseCommunity({
    id: 'sim',
    provisioning: 'token',
    capacityMax: dice.between(1, 4),
    leaseMs: dice.between(2, 4) * second,
    requestMs: dice.between(6, 20) * second,
    laterRequestMs: dice.between(10, 30) * second,
    availability: { opensAfterMs: 0, closesAfterMs: 3 * second },
    patience: {
      holdAfterMs: 4 * second,
      firstRightMs: 3 * second,
      endAfterMs: 7 * second,
      remindAfterMs: 3 * second,
      reofferAfterMs: 6 * second,
      vanishedAfterMs: 6 * second,
      acceptWithinMs: 3 * second,
    },
    ...(matching ? { matching } : {}),
    recognition: {
      settleAfterMs: dice.between(2, 5) * second,
      editableMs: 4 * second,
      points: [
        { points: 10, on: 'conversation.thanked', perDay: 12 },
        { points: 5, on: 'conversation.rated', perDay: 12, conditions: [{ if: 'starsAtLeast', stars: 4 }] },
        {
          points: 2,
          on: 'conversation.closed',
          perDay: 12,
          conditions: [{ if: 'outcomeIs', outcome: 'served' }],
          perPair: { points: 4, days: 1 },
        },
      ],
    },
  });
}
