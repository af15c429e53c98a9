import { type FraudPlay, type FraudTerms, home, type PlayedConversation } from './fraud-strategies.js';

/** How honest coaches and their visitors behave; all of it a choice, none of it measured. */
export const crowdTerms = {
  coaches: 24,
  /** Conversations that are thanked for; of the first coach, more. */
  thanked: 0.4,
  thankedOfTheBest: 0.75,
  /** Visitors who come again, from a pool of so many. */
  returning: 0.3,
  pool: 200,
  /** Visitors who sit in the network of an office where two of the coaches sit, too. */
  inOffice: 0.03,
  /** Questions in words that others used: "hello, is anybody there?" */
  commonWords: 0.1,
} as const;

const dayMs = 24 * 3_600_000;
const office = 'office';

const nameOf = (index: number) => `honest ${index + 1}`;

function conversation(coach: number, index: number, { chance, run, from, days }: FraudTerms): PlayedConversation {
  const luck = chance.fork(`conversation ${coach} ${index}`);
  const conversationId = `${run} honest ${coach} ${index}`;
  const answeredAt = from + Math.floor(luck.uniform('at') * days * dayMs);
  const isThanked = luck.happens(coach === 0 ? crowdTerms.thankedOfTheBest : crowdTerms.thanked, 'thanked');
  const visitorId = luck.happens(crowdTerms.returning, 'returns')
    ? `regular ${Math.floor(luck.uniform('who') * crowdTerms.pool)}`
    : `visitor ${conversationId}`;
  const thankedAfterMs = isThanked ? Math.ceil(1_500 + luck.exponential(60_000, 'reads')) : null;
  return {
    conversationId,
    coachId: nameOf(coach),
    visitorId,
    answeredAt,
    thankedAt: thankedAfterMs === null ? null : answeredAt + 600_000 + thankedAfterMs,
    thankedAfterMs,
    origins: [luck.happens(crowdTerms.inOffice, 'office') ? office : `home of ${visitorId}`],
    question: luck.happens(crowdTerms.commonWords, 'words') ? 'hello' : `words of ${conversationId}`,
    isMade: false,
    changes: 0,
    communityId: home,
  };
}

/** Coaches who help people, each with as many conversations as an attacker has. */
export function honestCrowd(terms: FraudTerms): FraudPlay {
  const coaches = Array.from({ length: crowdTerms.coaches }, (_, coach) => coach);
  return {
    conversations: coaches.flatMap((coach) =>
      Array.from({ length: terms.effort }, (_, index) => conversation(coach, index, terms)),
    ),
    originsOf: coaches.map((coach) => [nameOf(coach), [`home of ${nameOf(coach)}`, ...(coach < 2 ? [office] : [])]]),
  };
}
