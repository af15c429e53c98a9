import { type CoachStanding, type Criterion, progressOf } from './criterion.js';

/** A gesture that a person makes: nothing is sent by itself. */
export interface Milestone {
  id: string;
  /** All of them. */
  requires: readonly Criterion[];
  /** What the manager is asked to do: "write a letter by hand". */
  task: string;
}

/** A milestone that a coach has reached. */
export interface ReachedMilestone {
  milestone: string;
  /** Unix milliseconds. */
  reachedAt: number;
}

/** The milestones that a coach has reached. @param known ids of those that were known before */
export const reachedMilestones = (
  milestones: readonly Milestone[],
  standing: CoachStanding,
  known: readonly string[],
): readonly ReachedMilestone[] =>
  milestones.flatMap(({ id, requires }) => {
    if (known.includes(id)) return [];
    const progress = requires.map((criterion) => progressOf(criterion, standing));
    if (!progress.every(({ isMet }) => isMet)) return [];
    const times = progress.flatMap(({ metAt }) => (metAt === null ? [] : [metAt]));
    return [{ milestone: id, reachedAt: times.length > 0 ? Math.max(...times) : standing.now }];
  });
