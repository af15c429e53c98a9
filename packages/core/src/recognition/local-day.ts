import { isTimeZone } from '../coach/quiet-hours.js';

const formatOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });

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

/** Every zone in use is whole quarters of an hour from Greenwich, and clocks change on them. Source: IANA tz database. */
const quarterMs = 15 * 60_000;
/** Rules look at the same deeds again and again: a year of quarters, and more. */
const knownMax = 50_000;

interface Zone {
  format: Intl.DateTimeFormat;
  days: Map<number, LocalDay>;
}

const zones = new Map<string, Zone>();
const zonesMax = 100;

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  if (zones.size >= zonesMax) zones.clear();
  const zone = { format: formatOf(timeZone), days: new Map<number, LocalDay>() };
  zones.set(timeZone, zone);
  return zone;
}

/** The local day of a moment. A zone that this machine doesn't know is read as UTC. */
export function localDayOf(at: number, timeZone: string): LocalDay {
  const { format, days } = zoneOf(timeZone);
  const quarter = Math.floor(at / quarterMs);
  const found = days.get(quarter);
  if (found) return found;
  if (days.size >= knownMax) days.clear();
  const parts = format.format(quarter * quarterMs).match(/\d+/g) ?? [];
  const [day = 1, month = 1, year = 1970, hour = 0] = parts.map(Number);
  const localDay: LocalDay = { year, month, day, hour, number: daysFromCivil(year, month, day) };
  days.set(quarter, localDay);
  return localDay;
}
