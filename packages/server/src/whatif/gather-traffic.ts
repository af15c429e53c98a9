import { type Chance, type Traffic, trafficOfLog, volunteerShifts, weekProfileOf } from '@entraide/core/whatif';
import { CliError } from '../cli/cli-error.js';
import type { Recording } from './read-recording.js';

export interface GatherOptions {
  from: string;
  /** Coaches to make up, in the place of those recorded. */
  coaches?: number;
  hoursPerDay?: number;
  /** Only the first arrivals. */
  limit?: number;
  chance: Chance;
}

/** Who came and who was there. Coaches who are made up come when visitors do. */
export function gatherTraffic(recording: Recording, { from, coaches, limit, ...options }: GatherOptions): Traffic {
  const logged = trafficOfLog(recording.events);
  const arrivals = [...logged.arrivals, ...recording.arrivals].sort((a, b) => a.at - b.at).slice(0, limit);
  const [first, last] = [arrivals[0], arrivals.at(-1)];
  if (!first || !last) throw new CliError(`unable to play the traffic; nobody asked anything in ${from}`);
  const recorded = [...logged.coaches, ...recording.coaches];
  if (coaches === undefined && recorded.length === 0) {
    throw new CliError(`unable to play the traffic; ${from} names no coach`, {
      todo: 'Say how many there are with --coaches, and how many hours a day each is there with --hours.',
    });
  }
  if (coaches === undefined) return { arrivals, coaches: recorded };
  const span = { from: first.at, to: last.at + 3_600_000, profile: weekProfileOf(arrivals) };
  const made = Array.from({ length: coaches }, (_, index) => {
    const id = `coach-${index + 1}`;
    return { id, locales: [], expertise: [], capacity: 3, shifts: volunteerShifts(id, { ...span, ...options }) };
  });
  return { arrivals, coaches: made };
}
