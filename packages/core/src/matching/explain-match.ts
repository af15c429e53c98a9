import type { TopicTree } from '../expertise/types.js';
import type { MatchingPolicy } from './define-matching-policy.js';
import { isOpenAt } from './match-clock.js';
import { judge, rank } from './rank.js';
import type { CoachFacts, Ineligible, MatchDecision, MatchState, RequestFacts, ScoreReason } from './types.js';

/**
 * How one coach stood towards one request. `offered`: has an open offer · `missed`: let one pass · `declined` ·
 * `returned`: took it and gave it back · `board`: sees it with everybody eligible · `pinged`: was told while away ·
 * `outranked`: could have had it, others came first · `ineligible`.
 */
export type MatchVerdict =
  | 'offered'
  | 'missed'
  | 'declined'
  | 'returned'
  | 'board'
  | 'pinged'
  | 'outranked'
  | 'ineligible';

export interface MatchExplanation {
  verdict: MatchVerdict;
  /** Where the reasons are from: a stored decision, or a look at the coach as known now. */
  source: 'decision' | 'now';
  /** Unix milliseconds of that decision, or of that look. */
  at: number;
  /** The place among those whom the decision weighed, from 1; null where it didn't stand among them. */
  rank: number | null;
  score: number | null;
  reasons: readonly ScoreReason[];
  /** The first check that the coach fails. */
  ineligible: Ineligible | null;
}

/** What an explanation rests on. */
export interface MatchQuestion {
  policy: MatchingPolicy;
  topics: TopicTree | null;
  request: RequestFacts;
  /** In the order they were made. */
  decisions: readonly MatchDecision[];
  state: MatchState;
  coachId: string;
  /** As known now; null for who isn't known. */
  coach: CoachFacts | null;
  /** Unix milliseconds. */
  now: number;
}

/** Why me, or why not me: from the latest decision that weighed the coach, else by judging the coach now. Pure. */
export function explainMatch(question: MatchQuestion): MatchExplanation {
  const { decisions, coachId } = question;
  const weighed = decisions.findLast((decision) => decision.weighed.some((one) => one.coachId === coachId));
  return weighed ? explainStored(question, weighed) : explainNow(question);
}

function explainStored(question: MatchQuestion, decision: MatchDecision): MatchExplanation {
  const { coachId } = question;
  const place = decision.weighed.findIndex((one) => one.coachId === coachId);
  const wasPinged = decision.pinged.includes(coachId);
  const { score = 0, reasons = [] } = decision.weighed[place] ?? {};
  const verdict = verdictOfOffer(question) ?? (wasPinged ? 'pinged' : decision.board ? 'board' : 'outranked');
  const stands = wasPinged ? null : place + 1;
  return { verdict, source: 'decision', at: decision.at, rank: stands, score, reasons, ineligible: null };
}

function explainNow(question: MatchQuestion): MatchExplanation {
  const { policy, topics, request, decisions, state, coach, now } = question;
  const requirement = state.requirement ?? decisions.at(-1)?.requirement ?? null;
  const context = requirement && { requirement, now, topics, excluded: state.excluded };
  const ineligible = coach && context ? judge(policy, { request, coach, ...context }) : 'not_present';
  const ranked = coach && context && !ineligible ? rank(policy, request, [coach], context)[0] : undefined;
  const verdict = verdictOfOffer(question) ?? (ineligible ? 'ineligible' : state.board ? 'board' : 'outranked');
  const { score = null, reasons = [] } = ranked ?? {};
  return { verdict, source: 'now', at: now, rank: null, score, reasons, ineligible };
}

function verdictOfOffer({ state, coachId, now }: MatchQuestion): MatchVerdict | null {
  const offer = Object.hasOwn(state.offers, coachId) ? state.offers[coachId] : undefined;
  if (!offer) return state.excluded.includes(coachId) ? 'declined' : null;
  if (offer.status === 'open' && !isOpenAt(offer, now)) return 'missed';
  return ({ open: 'offered', gone: 'offered', lapsed: 'missed', declined: 'declined', returned: 'returned' } as const)[
    offer.status
  ];
}
