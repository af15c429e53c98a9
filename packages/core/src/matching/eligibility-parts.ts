import type { Pairing, TopicFit } from './types.js';

/** One check of a policy, plain JSON but for `onlyIf`. They run in the policy's order; the first that fails is told. */
export type EligibilityPart =
  | { part: 'speaksLocale' }
  | { part: 'knowsTopic'; fit: TopicFit; levelMin: number; levelMinFor: Readonly<Record<string, number>> }
  | { part: 'hasFreeSlot' }
  | { part: 'isPresent' }
  | { part: 'notBlocked' }
  | { part: 'notDeclined' }
  | { part: 'outsideQuietHours' }
  | { part: 'withinPingBudget' }
  | { part: 'onlyIf'; name: string; predicate: (pairing: Pairing) => boolean };

/** A declared locale has the request's language: `fr` and `fr-CH` understand each other. Fails as `locale`. */
export const speaksLocale = (): EligibilityPart => ({ part: 'speaksLocale' });

/**
 * Knows the request's topic, or one as near as `fit` allows, at `levelMin` or above; `levelMinFor` asks for another level
 * on some topics. Fails as `topic` or `level`.
 */
export const knowsTopic = ({
  fit = 'exact',
  levelMin = 1,
  levelMinFor = {},
}: {
  fit?: TopicFit;
  levelMin?: number;
  levelMinFor?: Readonly<Record<string, number>>;
} = {}): EligibilityPart => ({ part: 'knowsTopic', fit, levelMin, levelMinFor });

/** Holds fewer conversations than the coach's capacity. Fails as `no_free_slot`. */
export const hasFreeSlot = (): EligibilityPart => ({ part: 'hasFreeSlot' });

/** Is connected and wants to help; the passive come after the present. Fails as `not_present`. */
export const isPresent = (): EligibilityPart => ({ part: 'isPresent' });

/** Neither blocked the other. Fails as `blocked`. */
export const notBlocked = (): EligibilityPart => ({ part: 'notBlocked' });

/** Did not decline this request. Fails as `declined`. */
export const notDeclined = (): EligibilityPart => ({ part: 'notDeclined' });

/** It is no quiet hour where the coach lives. Fails as `quiet_hours`. */
export const outsideQuietHours = (): EligibilityPart => ({ part: 'outsideQuietHours' });

/** Was pinged less often in the last 24 hours than the coach agreed to; asked for pings alone. Fails as `over_budget`. */
export const withinPingBudget = (): EligibilityPart => ({ part: 'withinPingBudget' });

/** A rule of your own: pure, and quick, as it runs for every coach that passed the checks before. Fails as `custom:NAME`. */
export const onlyIf = (name: string, predicate: (pairing: Pairing) => boolean): EligibilityPart => ({
  part: 'onlyIf',
  name,
  predicate,
});

/** Every check, in the order that a policy has which names none. */
export const eligibilityDefault = (): readonly EligibilityPart[] => [
  speaksLocale(),
  knowsTopic(),
  hasFreeSlot(),
  isPresent(),
  notBlocked(),
  notDeclined(),
  outsideQuietHours(),
  withinPingBudget(),
];
