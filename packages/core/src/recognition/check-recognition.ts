import { isTimeZone } from '../coach/quiet-hours.js';
import { any, checkFields, type FieldFault, type Fields, isPlain, maybe, whole, word } from '../json/check-fields.js';
import { checkPoints } from './check-points.js';

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
  badges: any,
  tiers: any,
  grades: any,
  rewards: any,
};

/** What is wrong with recognition rules, field by field; empty when nothing is. */
export function checkRecognition(options: unknown): readonly FieldFault[] {
  if (!isPlain(options)) return [{ field: 'recognition', message: 'must be an object' }];
  return [...checkFields(options, optionFields, { at: '' }), ...checkPoints(options['points'])];
}
