import type { QuietHours } from '../matching/types.js';

const formats = new Map<string, Intl.DateTimeFormat>();
/** Names of zones come from people, in any case of letters. */
const formatsMax = 1_000;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  if (formats.size >= formatsMax) formats.clear();
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether this machine knows a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en-GB', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/**
 * Whether a moment is within quiet hours, by the clock on the wall of their time zone; `from` is, `to` isn't. Equal ends
 * are never quiet. A zone that this machine doesn't know is read as UTC: who is asleep must not stop who matches.
 */
export function isQuietAt(quietHours: QuietHours | null, now: number): boolean {
  if (!quietHours) return false;
  const { from, to, timeZone } = quietHours;
  const time = formatOf(timeZone).format(now);
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
