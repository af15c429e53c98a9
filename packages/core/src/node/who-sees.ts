import type { ConversationState } from '../conversation/types.js';
import type { Person } from '../engine/rooms.js';
import type { TopicTree } from '../expertise/types.js';
import { type MatchingPolicy, planAt } from '../matching/define-matching-policy.js';
import { isShownTo } from '../matching/is-shown-to.js';
import { matchAtStart } from '../matching/match-at-start.js';
import type { CoachFacts, RequestFacts, ShownFacts } from '../matching/types.js';
import type { Clock } from '../ports/clock.js';
import type { Row } from '../ports/storage.js';
import type { Blocks } from './blocks.js';
import type { Candidates } from './candidates.js';
import { requestFactsOf, requestFactsOfRow } from './request-facts.js';
import type { KnownRequest } from './request-table.js';

/** Which requests a coach sees. Whoever is busy, away or asleep sees what they would be offered otherwise. */
export interface WhoSees {
  /** By the policy alone; `match` is null until the matcher has looked at the request. */
  byPolicy(conversation: ConversationState, match: ShownFacts | null, coach: Person): boolean;
  /** In the inbox: by the policy, or by first right. */
  inInbox(known: KnownRequest, coach: Person): boolean;
}

export function createWhoSees(options: {
  policy: MatchingPolicy;
  /** Null where the community declares none. */
  topics: TopicTree | null;
  candidates: Candidates;
  blocks: Blocks;
  clock: Clock;
}): WhoSees {
  const { policy, topics, candidates, blocks, clock } = options;
  const beginsOnBoard = planAt(policy, 0).dispatch.part === 'openBoard';

  function sees(request: RequestFacts, match: ShownFacts | null, coach: Person): boolean {
    if (!match && !beginsOnBoard) return false;
    const state = match ?? matchAtStart(policy, request);
    const facts = atLeisure(candidates.index.get(coach.id) ?? factsOfPerson(coach));
    return isShownTo({ policy, topics, request, state, coach: facts, now: clock.now() });
  }

  return {
    byPolicy: (conversation, match, coach) => sees(requestFactsOf('', conversation, []), match, coach),
    inInbox({ key, request: { row }, match }, coach) {
      if (!row || blocks.of(coach.id).has(String(row.visitorId))) return false;
      if (row.firstCoachId === coach.id) return true;
      if (row.firstUntil !== null && clock.now() < Number(row.firstUntil)) return false;
      return sees(requestFactsOfRow(key, row), match?.row ? shownFactsOf(match.row) : null, coach);
    },
  };
}

const shownFactsOf = (row: Row): ShownFacts => ({
  step: Number(row.step),
  board: row.board === 1,
  requirement: row.requirement as ShownFacts['requirement'],
  offers: row.offers as ShownFacts['offers'],
  excluded: row.excluded as readonly string[],
});

/** What a coach may see doesn't depend on how busy they are. */
const atLeisure = (facts: CoachFacts): CoachFacts => ({
  ...facts,
  presence: 'present',
  openCount: 0,
  quietHours: null,
  reservedFor: [],
});

/** A coach of whom no more is known than their session says. */
const factsOfPerson = ({ id, locales, topics }: Person): CoachFacts => ({
  coachId: id,
  locales,
  expertise: topics.map((topic) => ({ topic, level: 1, known: 'declared' })),
  presence: 'present',
  openCount: 0,
  capacity: 1,
  claimedAt: [],
  offeredAt: 0,
  quietHours: null,
  pingedAt: [],
  pingsPerDayMax: 0,
  blockedVisitorIds: [],
});
