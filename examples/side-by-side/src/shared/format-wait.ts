import { texts } from '../texts.js';

const minuteMs = 60_000;

/** A wait as one says it: `about 3 minutes`. */
export function formatWait(ms: number): string {
  const minutes = Math.round(ms / minuteMs);
  if (ms < minuteMs * 0.75) return texts.wait.short;
  return minutes > 60 ? texts.wait.long : texts.wait.minutes(Math.max(1, minutes));
}
