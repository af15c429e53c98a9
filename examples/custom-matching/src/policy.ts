// #region policy
import {
  defineMatchingPolicy,
  expertiseFit,
  fairness,
  hasFreeSlot,
  isPresent,
  knowsTopic,
  notBlocked,
  notDeclined,
  onlyIf,
  openBoard,
  scoreBy,
  speaksLocale,
  waves,
} from '@entraide/core';

const hourMs = 60 * 60 * 1000;

/** Money is for coaches whom a manager verified. */
const verifiedForRefunds = onlyIf(
  'verified_for_refunds',
  ({ request, coach }) =>
    request.topic !== 'refunds' ||
    coach.expertise.some(({ topic, known }) => topic === 'refunds' && known === 'verified'),
);

/** Up to one point for the hours since the last claim: a pause is a good reason to be asked. */
const rested = scoreBy('rested', ({ coach, now }) => Math.min(1, (now - (coach.claimedAt.at(-1) ?? 0)) / (8 * hourMs)));

export const carefulPolicy = defineMatchingPolicy({
  name: 'careful',
  version: '1',
  eligibility: [
    speaksLocale(),
    knowsTopic({ levelMin: 2 }),
    hasFreeSlot(),
    isPresent(),
    notBlocked(),
    notDeclined(),
    verifiedForRefunds,
  ],
  scoring: [expertiseFit(3), fairness({ weight: 0.5, windowMs: 7 * 24 * hourMs }), rested],
  dispatch: waves({ size: 2, everyMs: 20_000 }),
  escalation: [
    { afterMs: 40_000, topic: 'ancestor', levelMin: 1, ping: { size: 2, everyMs: 30_000 } },
    { afterMs: 120_000, topic: 'any', dispatch: openBoard(), alternatives: ['hand_over', 'later'] },
  ],
});
// #endregion
