import { coachFactsOf } from '../coach/coach-facts.js';
import { intentAt } from '../coach/evolve.js';
import type { CoachState } from '../coach/types.js';
import { type CandidateIndex, createCandidateIndex } from '../matching/candidate-index.js';
import { type MatchingPolicy, planAt } from '../matching/define-matching-policy.js';
import type { CoachFacts, Offer } from '../matching/types.js';
import type { Row, Storage } from '../ports/storage.js';
import type { Blocks } from './blocks.js';

/** The coaches that matching may choose among, as this node knows them: facts of several sources in one index. */
export interface Candidates {
  readonly index: CandidateIndex;
  /** What is known of a connected coach; null once they are gone. Says whether they may take more than before. */
  changed(coachId: string, facts: CoachFacts | null): boolean;
  /** The coach was offered something. */
  offered(coachId: string, at: number): void;
  /** Who has a slot reserved for the request, by its `match` row; null where nobody has. */
  reserve(conversationId: string, row: Row | null): void;
  /** Reads who is off duty and may be pinged, at most once a minute. Rejects when the storage doesn't answer. */
  readOffDuty(now: number): Promise<void>;
  /** Those who were off duty then and still are. */
  offDuty(): CoachFacts[];
}

interface CandidatesOptions {
  community: string;
  storage: Storage;
  policy: MatchingPolicy;
  blocks: Blocks;
  capacityMax: number;
}

const offDutyMax = 5_000;
const offDutyEveryMs = 60_000;

const mayTake = ({ presence, openCount, capacity }: CoachFacts) =>
  (presence === 'present' || presence === 'passive') && openCount < capacity;

export function createCandidates({ community, storage, policy, blocks, capacityMax }: CandidatesOptions): Candidates {
  const index = createCandidateIndex();
  const online = new Map<string, CoachFacts>();
  const offDuty = new Map<string, CoachFacts>();
  const offeredAt = new Map<string, number>();
  const reserved = new Map<string, readonly string[]>();
  let offDutyAt = Number.NEGATIVE_INFINITY;

  const put = (facts: CoachFacts) => {
    const { coachId } = facts;
    const reservedFor = [...reserved].flatMap(([conversationId, coaches]) =>
      coaches.includes(coachId) ? [conversationId] : [],
    );
    const blockedVisitorIds = [...blocks.of(coachId)];
    index.set({ ...facts, blockedVisitorIds, reservedFor, offeredAt: offeredAt.get(coachId) ?? 0 });
  };
  const putAgain = (coachId: string) => {
    const facts = online.get(coachId);
    if (facts) put(facts);
  };

  return {
    index,
    changed(coachId, facts) {
      const before = online.get(coachId);
      if (!facts) {
        online.delete(coachId);
        index.remove(coachId);
        return false;
      }
      online.set(coachId, facts);
      offDuty.delete(coachId);
      put(facts);
      if (!mayTake(facts)) return false;
      const free = ({ capacity, openCount }: CoachFacts) => capacity - openCount;
      return !before || !mayTake(before) || free(facts) > free(before) || before.presence !== facts.presence;
    },
    offered(coachId, at) {
      offeredAt.set(coachId, at);
      putAgain(coachId);
    },
    reserve(conversationId, row) {
      const before = reserved.get(conversationId) ?? [];
      const coaches = row && planAt(policy, Number(row.step)).dispatch.part === 'assign' ? openOffers(row) : [];
      if (coaches.length > 0) reserved.set(conversationId, coaches);
      else if (!reserved.delete(conversationId)) return;
      for (const coachId of new Set([...before, ...coaches])) putAgain(coachId);
    },
    async readOffDuty(now) {
      if (now - offDutyAt < offDutyEveryMs) return;
      offDutyAt = now;
      offDuty.clear();
      const { rows } = await storage.find('coach', { community, where: { kind: 'coach' }, limit: offDutyMax });
      for (const { key, row } of rows) {
        if (!row || online.has(key)) continue;
        const facts = coachFactsOf(key, row, { presence: 'reachable', capacityMax });
        const isReachable = intentAt(row as unknown as CoachState, now) === 'available' && facts.pingsPerDayMax > 0;
        if (isReachable) {
          offDuty.set(key, facts);
          put(facts);
        } else index.remove(key);
      }
    },
    offDuty: () => [...offDuty.values()],
  };
}

const openOffers = ({ offers }: Row): string[] =>
  Object.entries(offers as Record<string, Offer>).flatMap(([coachId, { status }]) =>
    status === 'open' ? [coachId] : [],
  );
