import { type CoachStanding, type Criterion, progressOf } from './criterion.js';

/** A gesture that a person makes: nothing is sent by itself. */
export interface Milestone {
  id: string;
  /** All of them. */
  requires: readonly Criterion[];
  /** What the manager is asked to do: "write a letter by hand". */
  task: string;
}

/** Something for a manager to do for one coach. */
export interface MilestoneTask {
  milestone: string;
  coachId: string;
  task: string;
  /** When it was reached, as far as that is known. */
  reachedAt: number | null;
}

/** What is to be done for a coach. @param done ids of the milestones that a manager has seen to */
export function tasksOf(
  milestones: readonly Milestone[],
  coach: { coachId: string; standing: CoachStanding; done: readonly string[] },
): readonly MilestoneTask[] {
  const { coachId, standing, done } = coach;
  return milestones.flatMap(({ id, requires, task }) => {
    if (done.includes(id)) return [];
    const progress = requires.map((criterion) => progressOf(criterion, standing));
    if (!progress.every(({ isMet }) => isMet)) return [];
    const times = progress.flatMap(({ metAt }) => (metAt === null ? [] : [metAt]));
    return [{ milestone: id, coachId, task, reachedAt: times.length > 0 ? Math.max(...times) : null }];
  });
}
