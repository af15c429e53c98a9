import { isTimeZone } from '../coach/quiet-hours.js';
import type { TopicTree } from '../expertise/types.js';
import { any, checkFields, type FieldFault, type Fields, isPlain, maybe, whole, word } from '../json/check-fields.js';
import { checkGuards } from './check-guards.js';
import { checkBadges, checkGrades, checkTiers } from './check-ladder.js';
import { checkPoints } from './check-points.js';
import { checkBoards, checkMilestones, checkRewards } from './check-rewards.js';

const optionFields: Fields = {
  version: maybe(word),
  timeZone: (value) =>
    value === undefined || (typeof value === 'string' && isTimeZone(value))
      ? undefined
      : 'must be a time zone, as Europe/Paris',
  settleAfterMs: maybe(whole(0)),
  editableMs: maybe(whole(0)),
  capPerDay: maybe(whole(1)),
  points: any,
  guards: any,
  badges: any,
  tiers: any,
  grades: any,
  rewards: any,
  boards: any,
  milestones: any,
};

const tierIds = (tiers: unknown): readonly unknown[] => {
  const ladder = isPlain(tiers) ? tiers['ladder'] : undefined;
  return Array.isArray(ladder) ? ladder.map((tier) => (isPlain(tier) ? tier['id'] : undefined)) : [];
};

/**
 * What is wrong with recognition rules, field by field; empty when nothing is.
 *
 * @param topics null where the community has none, and every word is one
 */
export function checkRecognition(
  options: unknown,
  topics: Pick<TopicTree, 'has'> | null = null,
): readonly FieldFault[] {
  if (!isPlain(options)) return [{ field: 'recognition', message: 'must be an object' }];
  const context = { topics };
  return [
    ...checkFields(options, optionFields, { at: '' }),
    ...checkPoints(options['points']),
    ...checkGuards(options['guards']),
    ...checkBadges(options['badges'], context),
    ...checkTiers(options['tiers'], context),
    ...checkGrades(options['grades'], context),
    ...checkRewards(options['rewards'], tierIds(options['tiers'])),
    ...checkBoards(options['boards'], context),
    ...checkMilestones(options['milestones'], context),
  ];
}
