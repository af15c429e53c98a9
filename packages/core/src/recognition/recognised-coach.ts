import type { Badge } from './badges.js';
import { type CoachRecord, emptyRecord, evolveRecord, type RecordEvent } from './coach-record.js';
import type { GradeProposal, HeldGrade } from './grades.js';
import type { ReachedMilestone } from './milestones.js';
import { type HeldTier, noTier } from './tiers.js';

/** All that a coach is recognised for, beside points. */
export interface RecognisedCoach {
  record: CoachRecord;
  badges: readonly Badge[];
  tier: HeldTier;
  /** When time alone may change any of this, at the earliest: Unix milliseconds. Null while it can't. */
  lookAt: number | null;
  /** Tiers that the coach ever held: their points were given. */
  tiersReached: readonly string[];
  grades: readonly HeldGrade[];
  /** Grades that wait for a manager. */
  proposed: readonly ProposedGrade[];
  /** Milestones that wait for a manager. */
  milestonesDue: readonly ReachedMilestone[];
  /** Milestones that a manager has seen to. */
  milestonesDone: readonly string[];
}

export interface ProposedGrade extends GradeProposal {
  /** Unix milliseconds. */
  at: number;
}

export const emptyRecognised: RecognisedCoach = {
  record: emptyRecord,
  badges: [],
  tier: noTier,
  lookAt: null,
  tiersReached: [],
  grades: [],
  proposed: [],
  milestonesDue: [],
  milestonesDone: [],
};

export interface ReachedTier {
  tier: string;
  points: number;
}

export type RecognisedEvent = { at: number } & (
  | { type: 'badge.granted'; data: Badge }
  | { type: 'badge.revoked'; data: { id: string; topic: string | null; why: 'no_longer_earned' | 'rule_removed' } }
  /** `reached`: this tier and those passed on the way, where it is the first time, each with its points. */
  | {
      type: 'tier.changed';
      data: { tier: string | null; change: 'promoted' | 'demoted'; reached: readonly ReachedTier[] };
    }
  | { type: 'tier.locked'; data: { tier: string | null; isLocked: boolean } }
  | { type: 'look.planned'; data: { lookAt: number | null } }
  | { type: 'grade.proposed'; data: GradeProposal }
  | { type: 'grade.confirmed'; data: HeldGrade }
  | { type: 'milestone.reached'; data: ReachedMilestone }
  | { type: 'milestone.completed'; data: { milestone: string } }
);

/** The fold. Events that it doesn't know leave it as it is. */
export function evolveRecognised(state: RecognisedCoach, event: RecognisedEvent | RecordEvent): RecognisedCoach {
  switch (event.type) {
    case 'badge.granted':
      return { ...state, badges: [...state.badges, event.data] };
    case 'badge.revoked': {
      const { id, topic } = event.data;
      return { ...state, badges: state.badges.filter((badge) => badge.id !== id || badge.topic !== topic) };
    }
    case 'tier.changed':
      return {
        ...state,
        tier: { tier: event.data.tier, since: event.at, isLocked: false },
        tiersReached: [...state.tiersReached, ...event.data.reached.map(({ tier }) => tier)],
      };
    case 'tier.locked':
      return { ...state, tier: { ...event.data, since: event.at } };
    case 'look.planned':
      return { ...state, lookAt: event.data.lookAt };
    case 'grade.proposed':
      return { ...state, proposed: [...state.proposed, { ...event.data, at: event.at }] };
    case 'grade.confirmed': {
      const { grade, topic } = event.data;
      const proposed = state.proposed.filter((one) => one.grade !== grade || one.topic !== topic);
      return { ...state, grades: [...state.grades, { grade, topic }], proposed };
    }
    case 'milestone.reached':
      return { ...state, milestonesDue: [...state.milestonesDue, event.data] };
    case 'milestone.completed': {
      const { milestone } = event.data;
      const milestonesDue = state.milestonesDue.filter((one) => one.milestone !== milestone);
      return { ...state, milestonesDue, milestonesDone: [...state.milestonesDone, milestone] };
    }
    default: {
      const record = evolveRecord(state.record, event);
      return record === state.record ? state : { ...state, record };
    }
  }
}
