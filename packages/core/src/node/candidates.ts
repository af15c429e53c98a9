import type { SlotBounds } from '../coach/slots-max.js';
import { type CandidateIndex, createCandidateIndex } from '../matching/candidate-index.js';
import type { MatchingPolicy } from '../matching/define-matching-policy.js';
import type { CoachFacts } from '../matching/types.js';
import type { Row, Storage } from '../ports/storage.js';
import type { Blocks } from './blocks.js';
import { findOffDuty } from './off-duty.js';
import { createReservations } from './reservations.js';

/** The coaches that matching may choose among, as this node knows them: facts of several sources in one index. */
export interface Candidates {
  readonly index: CandidateIndex;
  /** What is known of a connected coach; null once they are gone. */
  changed(coachId: string, facts: CoachFacts | null): CandidateChange;
  /** The coach must not meet somebody more. */
  blocked(coachId: string): void;
  /** The coach was offered something. */
  offered(coachId: string, at: number): void;
  /**
   * Who has a slot reserved for the request, by its `match` row; null where nobody has. Says whether somebody has theirs
   * back.
   */
  reserve(conversationId: string, row: Row | null): boolean;
  /** Reads who is off duty and may be pinged, at most once a minute. Rejects when the storage doesn't answer. */
  readOffDuty(now: number): Promise<void>;
  /** Those who were off duty then and still are. */
  offDuty(): CoachFacts[];
}

/** What a change of facts may lead to. */
export interface CandidateChange {
  /** The coach may take more than before. */
  mayTakeMore: boolean;
  /** The coach may take nothing any more: what they were offered has room for others. */
  makesRoom: boolean;
  /** Other requests than before may be theirs to see. */
  seesOthers: boolean;
}

interface CandidatesOptions {
  community: string;
  storage: Storage;
  policy: MatchingPolicy;
  blocks: Blocks;
  bounds: SlotBounds;
}

const offDutyEveryMs = 60_000;

const mayTake = ({ presence, openCount, capacity }: CoachFacts) =>
  (presence === 'present' || presence === 'passive') && openCount < capacity;

export function createCandidates({ community, storage, policy, blocks, bounds }: CandidatesOptions): Candidates {
  const index = createCandidateIndex();
  const online = new Map<string, CoachFacts>();
  const offDuty = new Map<string, CoachFacts>();
  const offeredAt = new Map<string, number>();
  const reservations = createReservations(policy);
  let offDutyAt = Number.NEGATIVE_INFINITY;

  const put = (facts: CoachFacts) => {
    const { coachId } = facts;
    const reservedFor = reservations.of(coachId);
    const blockedVisitorIds = [...blocks.of(coachId)];
    index.set({ ...facts, blockedVisitorIds, reservedFor, offeredAt: offeredAt.get(coachId) ?? 0 });
  };
  const putAgain = (coachId: string) => {
    const facts = online.get(coachId) ?? offDuty.get(coachId);
    if (facts) put(facts);
  };

  return {
    index,
    changed(coachId, facts) {
      const before = online.get(coachId);
      if (!facts) {
        online.delete(coachId);
        index.remove(coachId);
        return { mayTakeMore: false, makesRoom: before !== undefined, seesOthers: false };
      }
      online.set(coachId, facts);
      offDuty.delete(coachId);
      put(facts);
      return {
        mayTakeMore: mayTakeMore(before, facts),
        makesRoom: before !== undefined && mayTake(before) && !mayTake(facts),
        seesOthers: seesOthers(before, facts),
      };
    },
    blocked: putAgain,
    offered(coachId, at) {
      offeredAt.set(coachId, at);
      putAgain(coachId);
    },
    reserve(conversationId, row) {
      const changed = reservations.update(conversationId, row);
      changed.forEach(putAgain);
      return changed.some((coachId) => !reservations.of(coachId).includes(conversationId));
    },
    async readOffDuty(now) {
      if (now - offDutyAt < offDutyEveryMs) return;
      offDutyAt = now;
      const found = await findOffDuty(storage, community, { now, bounds });
      await blocks.loadAll(found.flatMap(({ coachId, facts }) => (facts ? [coachId] : [])));
      offDuty.clear();
      for (const { coachId, facts } of found) {
        if (online.has(coachId)) continue;
        if (!facts) index.remove(coachId);
        else {
          offDuty.set(coachId, facts);
          put(facts);
        }
      }
    },
    offDuty: () => [...offDuty.values()],
  };
}

const freeOf = ({ capacity, openCount }: CoachFacts) => capacity - openCount;

function mayTakeMore(before: CoachFacts | undefined, facts: CoachFacts): boolean {
  if (!mayTake(facts)) return false;
  return !before || !mayTake(before) || freeOf(facts) > freeOf(before) || before.presence !== facts.presence;
}

const seesOthers = (before: CoachFacts | undefined, { locales, expertise }: CoachFacts): boolean =>
  before !== undefined && JSON.stringify([before.locales, before.expertise]) !== JSON.stringify([locales, expertise]);
