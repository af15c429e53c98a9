import { isQuietAt } from '../coach/quiet-hours.js';
import type { EligibilityPart } from './eligibility-parts.js';
import { languageOf } from './language-of.js';
import { levelOn, type NearTopics } from './topic-fit.js';
import type { CoachFacts, Ineligible, Pairing, RequestFacts, Requirement } from './types.js';

/** One request at one moment: all that checks and scores rest on beside the coach. */
export interface Occasion {
  request: RequestFacts;
  requirement: Requirement;
  /** Unix milliseconds. */
  now: number;
  /** Coaches who declined the request. */
  excluded: ReadonlySet<string>;
  /** Whether it is about telling the off-duty. */
  isPing: boolean;
  near: NearTopics | null;
}

/** Null where the coach passes. */
export type Check = (coach: CoachFacts) => Ineligible | null;

const dayMs = 24 * 60 * 60 * 1000;

/** The slots that are left for one request: what is reserved for it is its own. */
const hasSlotFor = (coach: CoachFacts, conversationId: string): boolean => {
  const { openCount, capacity, reservedFor } = coach;
  const elsewhere = reservedFor?.filter((id) => id !== conversationId).length ?? 0;
  return openCount + elsewhere < capacity;
};

const isWithinBudget = ({ pingedAt, pingsPerDayMax }: CoachFacts, now: number): boolean => {
  let recent = 0;
  for (const at of pingedAt) if (at > now - dayMs) recent += 1;
  return recent < pingsPerDayMax;
};

function checkTopic({ near, requirement }: Occasion): Check | null {
  if (!near) return null;
  const { levelMin = 1 } = requirement;
  return (coach) => {
    const level = levelOn(coach, near);
    if (level === 0) return 'topic';
    return level < levelMin ? 'level' : null;
  };
}

function checkLocale({ request, requirement }: Occasion): Check | null {
  if (!request.locale || requirement.locale === 'any') return null;
  const language = languageOf(request.locale);
  return ({ locales }) =>
    locales.length === 0 || locales.some((locale) => languageOf(locale) === language) ? null : 'locale';
}

type MakeCheck = (occasion: Occasion) => Check | null;

/** A part that can't fail on this occasion is no check at all. */
const makers: { [P in Exclude<EligibilityPart['part'], 'onlyIf'>]: MakeCheck } = {
  speaksLocale: checkLocale,
  knowsTopic: checkTopic,
  hasFreeSlot:
    ({ request }) =>
    (coach) =>
      hasSlotFor(coach, request.conversationId) ? null : 'no_free_slot',
  isPresent:
    ({ isPing }) =>
    ({ presence }) => {
      const isThere = isPing ? presence === 'reachable' : presence === 'present' || presence === 'passive';
      return isThere ? null : 'not_present';
    },
  notBlocked:
    ({ request }) =>
    ({ blockedVisitorIds }) =>
      blockedVisitorIds.includes(request.visitorId) ? 'blocked' : null,
  notDeclined: ({ excluded }) =>
    excluded.size === 0 ? null : ({ coachId }) => (excluded.has(coachId) ? 'declined' : null),
  outsideQuietHours:
    ({ now }) =>
    ({ quietHours }) =>
      isQuietAt(quietHours, now) ? 'quiet_hours' : null,
  withinPingBudget: ({ isPing, now }) =>
    isPing ? (coach) => (isWithinBudget(coach, now) ? null : 'over_budget') : null,
};

/** The check of one part, or null where it can't fail on this occasion. */
export function makeCheck(part: EligibilityPart, occasion: Occasion): Check | null {
  if (part.part !== 'onlyIf') return makers[part.part](occasion);
  const { request, requirement, now } = occasion;
  const reason = `custom:${part.name}` as const;
  return (coach) => (part.predicate({ request, coach, requirement, now } satisfies Pairing) ? null : reason);
}
