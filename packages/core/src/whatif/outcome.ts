/** Why a question went without an answer. */
export type LostReason =
  /** Nobody was there, and the question wasn't left for later. */
  | 'closed'
  /** The visitor gave up and left, or is gone without a word. */
  | 'gave_up'
  /** Nobody took it in the time that a request has. */
  | 'expired'
  /** The visitor took the hand-over that a step of the policy offered. */
  | 'handed_over'
  /** Still in the queue when the last coach had left. */
  | 'still_waiting';

/** What came of one run, in numbers; null where there is nothing to measure. Shares are of all arrivals. */
export interface Figures {
  answeredShare: number | null;
  /** First words within 10 seconds. */
  promptShare: number | null;
  /** From the question to a coach's first words, of those answered while they waited. */
  firstResponseP50Ms: number | null;
  firstResponseP90Ms: number | null;
  /** From the question to the claim, of the same. */
  waitMeanMs: number | null;
  waitP90Ms: number | null;
  lostShare: number | null;
  /** Per coach who was there at all. */
  offersPerCoach: number | null;
  pingsPerCoach: number | null;
  /** Conversations taken whose visitor had gone without a word, as a share of all claims. */
  wastedClaimShare: number | null;
  /** Of conversations over the coaches who were there at all: 0 is even. */
  claimsGini: number | null;
  /** Coaches with at least one conversation, of those who were there at all. */
  helpingShare: number | null;
}

export interface CoachFigures {
  coachId: string;
  claims: number;
  offers: number;
  pings: number;
}

/** What came of one run. */
export interface Outcome {
  seed: number | string;
  arrivals: number;
  answered: number;
  lost: Readonly<Record<LostReason, number>>;
  /** Decisions that the policy made. */
  decisions: number;
  figures: Figures;
  /** Coaches who were there at all. */
  coaches: readonly CoachFigures[];
}
