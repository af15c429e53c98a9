import { capacityOf, type GradeOptions, type HeldGrade } from '../recognition/grades.js';

/** What bounds a coach's conversations beside their own wish. */
export interface SlotBounds {
  /** The community's bound on every coach's capacity. */
  capacityMax: number;
  /** How the community grades its coaches. @defaultValue it doesn't */
  grades?: GradeOptions | undefined;
}

/** How many conversations a coach may hold: as many as they want, within the community's bound and that of their grade. */
export function slotsMaxOf(
  { capacity, grades: held }: { capacity: number; grades?: readonly HeldGrade[] | null | undefined },
  { capacityMax, grades }: SlotBounds,
): number {
  const ofGrade = grades ? capacityOf(grades, held ?? []) : null;
  return Math.min(capacity, capacityMax, ofGrade ?? capacityMax);
}
