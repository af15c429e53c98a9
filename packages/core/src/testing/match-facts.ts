import type { CoachFacts, RequestFacts } from '../matching/types.js';

/** A coach who may be offered anything, but for what the test says. */
export const coachFacts = (coachId: string, facts: Partial<CoachFacts> = {}): CoachFacts => ({
  coachId,
  locales: [],
  expertise: [],
  presence: 'present',
  openCount: 0,
  capacity: 3,
  claimedAt: [],
  offeredAt: 0,
  quietHours: null,
  pingedAt: [],
  pingsPerDayMax: 3,
  blockedVisitorIds: [],
  ...facts,
});

/** A request that any coach may answer, asked at 0. */
export const requestFacts = (facts: Partial<RequestFacts> = {}): RequestFacts => ({
  conversationId: 'c1',
  visitorId: 'v1',
  locale: null,
  topic: null,
  askedAt: 0,
  later: false,
  knownCoachIds: [],
  ...facts,
});

/** Expertise as `{ shoes: 3 }`. */
export const knows = (levels: Record<string, number>): CoachFacts['expertise'] =>
  Object.entries(levels).map(([topic, level]) => ({ topic, level, known: 'declared' }));
