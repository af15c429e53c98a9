import type { Chance } from './chance.js';
import type { Arrival } from './traffic.js';
import { hourOfWeek } from './week-profile.js';

export interface PoissonOptions {
  from: number;
  to: number;
  /** Expected number of arrivals. */
  count: number;
  chance: Chance;
  /** By hour of the week; its scale doesn't matter. @defaultValue flat */
  profile?: readonly number[];
  /** Topics to draw from, evenly. @defaultValue none */
  topics?: readonly string[];
}

/** Visitors who know nothing of each other: a Poisson process, thinned to the week's profile. */
export function poissonArrivals({ from, to, count, chance, profile, topics = [] }: PoissonOptions): Arrival[] {
  const peak = profile ? peakOver(profile, { from, to }) : 1;
  const meanGapMs = (to - from) / (count * peak);
  const arrivals: Arrival[] = [];
  let at = from;
  for (let index = 0; ; index += 1) {
    at += chance.exponential(meanGapMs, 'gap', index);
    if (at >= to) return arrivals;
    const isKept = !profile || chance.happens(weightAt(profile, at, { from, to }) / peak, 'kept', index);
    if (!isKept) continue;
    const topic = topics[Math.floor(chance.uniform('topic', index) * topics.length)] ?? null;
    arrivals.push({ at: Math.round(at), visitor: `visitor-${index}`, topic, locale: null });
  }
}

const hourMs = 3_600_000;

/** Relative to the mean over the span, so that parts of weeks get the count that was asked for. */
function weightAt(profile: readonly number[], at: number, span: { from: number; to: number }): number {
  return (profile[hourOfWeek(at)] ?? 0) / meanOver(profile, span);
}

function meanOver(profile: readonly number[], { from, to }: { from: number; to: number }): number {
  let sum = 0;
  let hours = 0;
  const hoursMax = Math.min(168, Math.ceil((to - from) / hourMs));
  for (; hours < hoursMax; hours += 1) sum += profile[hourOfWeek(from + hours * hourMs)] ?? 0;
  return sum / hours;
}

const peakOver = (profile: readonly number[], span: { from: number; to: number }) =>
  Math.max(...profile) / meanOver(profile, span);
