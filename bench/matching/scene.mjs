/** Coaches, topics and requests, the same for the same numbers: nothing here is random but by the seed. */
import {
  createTopicTree,
  defineMatchingPolicy,
  expertiseFit,
  fairness,
  fewestOpen,
  hasFreeSlot,
  isPresent,
  knowsTopic,
  notBlocked,
  notDeclined,
  outsideQuietHours,
  reserveScarceExperts,
  returningPair,
  speaksLocale,
  waves,
  withinPingBudget,
} from '@entraide/core';

const languages = ['fr', 'de', 'en', 'es', 'it', 'nl'];
const dayMs = 24 * 60 * 60 * 1000;
export const startAt = 1_750_000_000_000;

/** mulberry32: a small generator of numbers from 0 to 1 that looks random enough for a crowd. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fifty topics that are asked about, in ten groups; and as many that nobody asks about. */
const treeOf = (prefix) =>
  Array.from({ length: 50 }, (_, n) => ({
    id: `${prefix}-${n}`,
    ...(n % 5 === 0 ? {} : { parent: `${prefix}-${n - (n % 5)}` }),
  }));
const asked = treeOf('topic');
const unasked = treeOf('other');

export const topics = createTopicTree([...asked, ...unasked]);

/** Every check and every part of a score there is, three coaches at a time. */
export const policy = defineMatchingPolicy({
  name: 'bench',
  eligibility: [
    speaksLocale(),
    knowsTopic({ levelMin: 3 }),
    hasFreeSlot(),
    isPresent(),
    notBlocked(),
    notDeclined(),
    outsideQuietHours(),
    withinPingBudget(),
  ],
  scoring: [
    expertiseFit(3),
    fewestOpen(1),
    fairness({ weight: 0.5, windowMs: 7 * dayMs }),
    returningPair(2),
    reserveScarceExperts(1),
  ],
  dispatch: waves({ size: 3, everyMs: 20_000 }),
});

function createCoach(id, random, among) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const some = (list, count) => [...new Set(Array.from({ length: count }, () => pick(list)))];
  const known = some(among, 5).map(({ id }) => id);
  const chance = random();
  return {
    coachId: `coach-${id}`,
    locales: some(languages, 1 + Math.floor(random() * 3)),
    expertise: known.map((topic) => ({ topic, level: 1 + Math.floor(random() * 5), known: 'declared' })),
    presence: chance < 0.85 ? 'present' : chance < 0.9 ? 'passive' : chance < 0.95 ? 'reachable' : 'away',
    openCount: Math.min(3, Math.floor(random() * 6)),
    capacity: 3,
    claimedAt: Array.from({ length: Math.floor(random() * 8) }, (_, n) => startAt - (9 - n) * dayMs),
    offeredAt: 0,
    quietHours: null,
    pingedAt: [],
    pingsPerDayMax: 3,
    blockedVisitorIds: random() < 0.02 ? [`visitor-${Math.floor(random() * 1_000)}`] : [],
  };
}

/** A crowd: `fitting` coaches of the topics that are asked about, and the others of topics that aren't. */
export function createCrowd(coaches, { fitting = coaches, seed = 1 } = {}) {
  const random = createRandom(seed);
  return Array.from({ length: coaches }, (_, id) => createCoach(id, random, id < fitting ? asked : unasked));
}

/** One request after the other, a second apart. */
export function createRequests(seed = 2) {
  const random = createRandom(seed);
  let count = 0;
  return () => {
    count += 1;
    return {
      conversationId: `conversation-${count}`,
      visitorId: `visitor-${Math.floor(random() * 1_000)}`,
      locale: languages[Math.floor(random() * languages.length)],
      topic: asked[Math.floor(random() * asked.length)].id,
      askedAt: startAt + count * 1_000,
      later: false,
      knownCoachIds: [],
    };
  };
}
