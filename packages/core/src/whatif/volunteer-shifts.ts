import type { Chance } from './chance.js';
import type { Shift } from './traffic.js';
import { hourOfWeek, weekProfile } from './week-profile.js';

export interface ShiftOptions {
  from: number;
  to: number;
  chance: Chance;
  /**
   * Hours a day that coaches are there in the mean. The default keeps one of 25 independent coaches there 99 % of the
   * time; so says arithmetic, not measurement. @defaultValue 4
   */
  hoursPerDay?: number;
  /** Mean length of one stay. @defaultValue 2 hours */
  stayMs?: number;
  /** When coaches come, by hour of the week. @defaultValue when visitors of `weekProfile` do */
  profile?: readonly number[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Spread of a log-normal at which the busiest tenth gives half of all time. Source: helpers of the Ubuntu IRC channel,
 * whose busiest tenth gave 50.1 % of the answers (Kummerfeld et al., ACL 2019, counted over its annotated logs).
 */
const logSpread = 1.2816;
/** Nobody stays longer in a day. */
const hoursMax = 12;

/** Shifts of a volunteer nobody rosters: drawn by hour, merged where they meet. A few are there often, most seldom. */
export function volunteerShifts(coach: string, options: ShiftOptions): Shift[] {
  const { from, to, chance, hoursPerDay = 4, stayMs = 2 * hourMs, profile = weekProfile } = options;
  const share = Math.exp(logSpread * normal(chance, coach) - logSpread ** 2 / 2);
  const hours = Math.min(hoursMax, hoursPerDay * share);
  const startsPerHour = (hours * hourMs * hourMs) / (dayMs * stayMs);
  const shifts: Shift[] = [];
  for (let hour = from; hour < to; hour += hourMs) {
    if (!chance.happens(startsPerHour * (profile[hourOfWeek(hour)] ?? 0), 'comes', coach, hour)) continue;
    const start = Math.round(hour + chance.uniform('minute', coach, hour) * hourMs);
    const end = Math.min(to, Math.round(start + chance.exponential(stayMs, 'stays', coach, hour)));
    const last = shifts.at(-1);
    if (last && start <= last.to) last.to = Math.max(last.to, end);
    else if (start < end) shifts.push({ from: start, to: end });
  }
  return shifts;
}

/** Source: Box and Muller, 1958. */
const normal = (chance: Chance, coach: string) =>
  Math.sqrt(-2 * Math.log(1 - chance.uniform('activity', coach))) *
  Math.cos(2 * Math.PI * chance.uniform('activity too', coach));
