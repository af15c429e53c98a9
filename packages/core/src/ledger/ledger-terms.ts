const dayMs = 24 * 60 * 60 * 1000;

/** A cap per pair looks back no further. */
export const pairDaysMax = 31;

/** What happened longer ago than this is not awarded any more. */
export const factAgeMaxMs = 7 * dayMs;

/** How far from an award another one still matters to its caps, with a day to spare for time zones. */
export const capReachMs = (pairDaysMax + 1) * dayMs;

/** After this long an award is final: it is not reversed, and no reversal of another adds to it. */
export const correctableMs = 30 * dayMs;

/** After this long nothing but digests is kept: the caps of whatever isn't final have seen all that they must. */
export const forgottenAfterMs = correctableMs + capReachMs;
