/** Helpful conversations on a topic that earn levels 1 to 5. */
export const earnedLevelsFrom = [1, 5, 15, 40, 100] as const;

/** Conversations beyond this many change nothing any more. */
export const helpfulMax = earnedLevelsFrom[4];

/** The level that so many helpful conversations on one topic have earned: 0 for none, up to 5. */
export const earnedLevel = (helpful: number): number => earnedLevelsFrom.filter((least) => helpful >= least).length;
