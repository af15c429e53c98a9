import type { CoachFigures, Figures, LostReason, Outcome } from './outcome.js';
import { giniOf, meanOf, quantileOf } from './spread.js';

/** Counts what happens in a run. */
export interface Tally {
  arrive(): void;
  lose(reason: LostReason): void;
  /** `isLive`: its visitor was waiting in front of it. */
  answer(times: { waitMs: number; responseMs: number; isLive: boolean }): void;
  decide(): void;
  /** A coach was there. */
  see(coachId: string): void;
  offer(coachId: string): void;
  claim(coachId: string): void;
  ping(coachId: string): void;
  /** A claim of a conversation whose visitor had gone. */
  waste(): void;
  outcome(seed: number | string): Outcome;
}

const promptMs = 10_000;

export function createTally(): Tally {
  const lost: Record<LostReason, number> = { closed: 0, gave_up: 0, expired: 0, handed_over: 0, still_waiting: 0 };
  const coaches = new Map<string, CoachFigures>();
  const [waits, responses]: [number[], number[]] = [[], []];
  const counts = { arrivals: 0, answered: 0, decisions: 0, wasted: 0 };
  const coach = (coachId: string) => {
    const known = coaches.get(coachId) ?? { coachId, claims: 0, offers: 0, pings: 0 };
    coaches.set(coachId, known);
    return known;
  };
  return {
    arrive: () => {
      counts.arrivals += 1;
    },
    lose: (reason) => {
      lost[reason] += 1;
    },
    answer({ waitMs, responseMs, isLive }) {
      counts.answered += 1;
      if (!isLive) return;
      waits.push(waitMs);
      responses.push(responseMs);
    },
    decide: () => {
      counts.decisions += 1;
    },
    see: (coachId) => void coach(coachId),
    offer: (coachId) => {
      coach(coachId).offers += 1;
    },
    claim: (coachId) => {
      coach(coachId).claims += 1;
    },
    ping: (coachId) => {
      coach(coachId).pings += 1;
    },
    waste: () => {
      counts.wasted += 1;
    },
    outcome: (seed) => ({
      ...{ seed, arrivals: counts.arrivals, answered: counts.answered, lost, decisions: counts.decisions },
      figures: figuresOf({ ...counts, lost, coaches: [...coaches.values()], waits, responses }),
      coaches: [...coaches.values()],
    }),
  };
}

interface Counted {
  arrivals: number;
  answered: number;
  wasted: number;
  lost: Readonly<Record<LostReason, number>>;
  coaches: readonly CoachFigures[];
  waits: readonly number[];
  responses: readonly number[];
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function figuresOf({ arrivals, answered, wasted, lost, coaches, waits, responses }: Counted): Figures {
  const sortedWaits = Float64Array.from(waits).sort();
  const sortedResponses = Float64Array.from(responses).sort();
  const claims = coaches.map((coach) => coach.claims);
  return {
    answeredShare: share(answered, arrivals),
    promptShare: share(responses.filter((ms) => ms <= promptMs).length, arrivals),
    firstResponseP50Ms: quantileOf(sortedResponses, 0.5),
    firstResponseP90Ms: quantileOf(sortedResponses, 0.9),
    waitMeanMs: waits.length === 0 ? null : meanOf(waits),
    waitP90Ms: quantileOf(sortedWaits, 0.9),
    lostShare: share(sum(Object.values(lost)), arrivals),
    offersPerCoach: share(sum(coaches.map((coach) => coach.offers)), coaches.length),
    pingsPerCoach: share(sum(coaches.map((coach) => coach.pings)), coaches.length),
    wastedClaimShare: share(wasted, sum(claims)),
    claimsGini: coaches.length === 0 ? null : giniOf(claims),
    helpingShare: share(claims.filter((count) => count > 0).length, coaches.length),
  };
}
