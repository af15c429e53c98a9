import type { TopicTree } from '../expertise/types.js';
import { type CandidateIndex, createCandidateIndex } from '../matching/candidate-index.js';
import { decideMatching } from '../matching/decide.js';
import { decideMatch } from '../matching/decide-match.js';
import type { MatchingPolicy } from '../matching/define-matching-policy.js';
import { emptyMatch, evolveMatching } from '../matching/evolve.js';
import type { CoachFacts, MatchDecision, MatchState, RequestFacts } from '../matching/types.js';

/** The matching of one request, driven by hand: its room, an index of coaches, and a clock that stands still. */
export interface MatchRun {
  readonly index: CandidateIndex;
  readonly state: MatchState;
  readonly decisions: readonly MatchDecision[];
  now: number;
  put(...coaches: CoachFacts[]): void;
  /** Decides until nothing more changes, as the matcher does on any fact, and gives what was offered. */
  look(): readonly string[];
  /** Looks whenever time alone changes something, up to a moment. */
  runTo(at: number): void;
  decline(coachId: string): void;
  claim(): void;
  giveBack(coachId: string, why?: 'released' | 'lease_expired' | 'resumed'): void;
}

interface MatchRunOptions {
  policy: MatchingPolicy;
  request: RequestFacts;
  topics?: TopicTree | null;
  index?: CandidateIndex;
}

const system = { kind: 'system', id: 'system', name: 'system' } as const;

export function createMatchRun({
  policy,
  request,
  topics = null,
  index = createCandidateIndex(),
}: MatchRunOptions): MatchRun {
  const decisions: MatchDecision[] = [];
  let state = emptyMatch;
  let isWaiting = true;
  let nextAt: number | null = null;
  const tell = (command: Parameters<typeof decideMatching>[0], actorId = 'system') => {
    const actor = actorId === 'system' ? system : ({ kind: 'coach', id: actorId, name: actorId } as const);
    const decided = decideMatching(command, state, { now: run.now, actor, isWaiting });
    if ('refused' in decided) throw new Error(decided.refused);
    for (const event of decided.events) state = evolveMatching(state, JSON.parse(JSON.stringify(event)));
  };
  const run: MatchRun = {
    index,
    decisions,
    now: request.askedAt,
    get state() {
      return state;
    },
    put(...coaches) {
      for (const coach of coaches) index.set(coach);
    },
    look() {
      const offered: string[] = [];
      for (let turn = 0; isWaiting; turn += 1) {
        if (turn > 1) throw new Error('a decision was followed by another at once');
        const answer = decideMatch({ policy, topics, request, state, index, now: run.now });
        nextAt = answer.nextAt;
        if (!answer.decision) break;
        decisions.push(answer.decision);
        offered.push(...answer.decision.offered);
        tell({ type: 'offer.make', decision: answer.decision });
      }
      return offered;
    },
    runTo(at) {
      run.look();
      while (nextAt !== null && nextAt <= at) {
        run.now = nextAt;
        run.look();
      }
      run.now = at;
    },
    decline(coachId) {
      tell({ type: 'request.decline' }, coachId);
      run.look();
    },
    claim() {
      tell({ type: 'match.end' });
      isWaiting = false;
    },
    giveBack(coachId, why = 'released') {
      isWaiting = true;
      tell({ type: 'match.return', coachId, why });
    },
  };
  return run;
}
