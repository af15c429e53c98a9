import { checkFields, type FieldFault, type Fields, type Kind, maybe, whole } from '../json/check-fields.js';
import type { GuardOptions } from './guards.js';

const share: Kind = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'must be a number from 0 to 1';

const guardFields = {
  oneVisitorMin: maybe(whole(1)),
  oneVisitorShare: maybe(share),
  visitorsMin: maybe(whole(1)),
  scriptedMin: maybe(whole(1)),
  readingMs: maybe(whole(0)),
  perHourMax: maybe(whole(1)),
  chance: maybe(share),
  coachesOfOriginMax: maybe(whole(1)),
  sampleShare: maybe(share),
} satisfies Record<keyof GuardOptions, Kind>;

/** What is wrong with the guards against made-up thanks. */
export function* checkGuards(value: unknown): Generator<FieldFault> {
  if (value === undefined || value === false) return;
  yield* checkFields(value, guardFields satisfies Fields, { at: 'guards' });
}
