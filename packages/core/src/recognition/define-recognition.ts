import { canonicalJson } from '../json/canonical-json.js';
import { stableDigest } from '../matching/stable-hash.js';
import { checkRecognition } from './check-recognition.js';
import type { GuardOptions } from './guards.js';
import type { PointRule, RecognitionOptions } from './types.js';

/** A community's recognition rules, checked and complete. */
export interface Recognition {
  /** Every transfer names the version of the rules that made it. */
  version: string;
  timeZone: string;
  settleAfterMs: number;
  editableMs: number;
  /** Points of all kinds a day; null for no such bound. */
  capPerDay: number | null;
  /** The rules for an event, by its type. */
  pointsOn: ReadonlyMap<string, readonly PointRule[]>;
  /** What made-up thanks are found by; null where nobody looks. */
  guards: GuardOptions | null;
  /** As they were given, as plain JSON. */
  options: RecognitionOptions;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Defines how coaches are recognised. Throws `unable to define the recognition; FIELD: MESSAGE; …` with every wrong field.
 */
export function defineRecognition(given: RecognitionOptions): Recognition {
  const problems = checkRecognition(given);
  if (problems.length > 0) {
    const fields = problems.map(({ field, message }) => `${field}: ${message}`);
    throw new Error(`unable to define the recognition; ${fields.join('; ')}`);
  }
  const options = JSON.parse(JSON.stringify(given)) as RecognitionOptions;
  const { version, timeZone = 'UTC', settleAfterMs = dayMs, editableMs = 15 * 60_000, capPerDay = null } = options;
  const rules = options.points ?? [];
  return {
    version: version ?? stableDigest(canonicalJson(options)),
    timeZone,
    settleAfterMs,
    editableMs,
    capPerDay,
    pointsOn: new Map(rules.map(({ on }) => [on, rules.filter((rule) => rule.on === on)])),
    guards: options.guards === false ? null : (options.guards ?? {}),
    options,
  };
}

/** Whether anything is to be gained by made-up thanks, and somebody looks for them. */
export const isGuarded = ({ guards, options: { points, badges, tiers, grades } }: Recognition): boolean =>
  guards !== null && [points, badges, tiers, grades].some((rules) => rules !== undefined);

/** Recognition without any rule: nothing is awarded. */
export const noRecognition: Recognition = defineRecognition({});
