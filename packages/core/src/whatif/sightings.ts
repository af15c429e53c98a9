import type { Shift } from './traffic.js';

/** How long before and after a sign of life a coach is taken to have been there. */
const aroundMs = 15 * 60_000;

/**
 * When coaches were there, pieced together: connections aren't stored, so a coach was there around whatever they did and
 * whenever a decision counted them as present, and wasn't while they had said so. Who only watched is never seen.
 */
export interface Sightings {
  see(coachId: string, at: number): void;
  /** `data` of a `presence.changed`. */
  intend(coachId: string, at: number, data: Readonly<Record<string, unknown>>): void;
  shiftsOf(coachId: string): Shift[];
}

export function createSightings(): Sightings {
  const seen = new Map<string, number[]>();
  const absences = new Map<string, Shift[]>();
  return {
    see: (coachId, at) => void listOf(seen, coachId).push(at),
    intend(coachId, at, { status, until }) {
      const list = listOf(absences, coachId);
      const open = list.at(-1);
      if (open && open.to > at) open.to = at;
      if (status === 'away') list.push({ from: at, to: typeof until === 'number' ? until : Number.POSITIVE_INFINITY });
    },
    shiftsOf: (coachId) => {
      const around = (seen.get(coachId) ?? []).map((at) => ({ from: at - aroundMs, to: at + aroundMs }));
      return (absences.get(coachId) ?? []).reduce(without, merge(around));
    },
  };
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function merge(shifts: readonly Shift[]): Shift[] {
  const merged: Shift[] = [];
  for (const { from, to } of [...shifts].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

const without = (shifts: readonly Shift[], absence: Shift): Shift[] =>
  shifts
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, absence.from) },
      { from: Math.max(from, absence.to), to },
    ])
    .filter(({ from, to }) => from < to);
