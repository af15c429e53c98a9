import { isTimeZone } from '../coach/quiet-hours.js';

const formats = new Map<string, Intl.DateTimeFormat>();
const formatsMax = 1_000;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  if (formats.size >= formatsMax) formats.clear();
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}

/** A moment by the clock on the wall of a time zone. */
export interface LocalDay {
  year: number;
  /** From 1. */
  month: number;
  day: number;
  /** From 0 to 23. */
  hour: number;
  /** Whole days since 1 January 1970 by that calendar: two moments of one local day have the same. */
  number: number;
}

/** Days from 1 January 1970 to a date of the Gregorian calendar. Source: Hinnant, chrono-compatible date algorithms. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The local day of a moment. A zone that this machine doesn't know is read as UTC. */
export function localDayOf(at: number, timeZone: string): LocalDay {
  const [day = 1, month = 1, year = 1970, hour = 0] = (formatOf(timeZone).format(at).match(/\d+/g) ?? []).map(Number);
  return { year, month, day, hour, number: daysFromCivil(year, month, day) };
}
