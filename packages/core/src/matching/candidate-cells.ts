import { languageOf } from './language-of.js';
import { isOpenToAll } from './topic-fit.js';
import type { CoachFacts, CoachPresence } from './types.js';

/** A coach in the index, and where it stands there. */
export interface Entry {
  coach: CoachFacts;
  /** The cells that hold it, each with the level that it has there. */
  cells: readonly { cell: Cell; level: number }[];
  status: number;
  /** The last survey that met it, for those that look into several cells. */
  metIn: number;
}

/** The coaches of one topic and one language, by level and status. */
export type Cell = Map<number, Set<Entry>>;

/** Beside topics and languages: everybody · those who declared none, and so have them all. No word of a person's is this. */
export const everybody = '\u0000everybody';
export const undeclared = '\u0000undeclared';

export const presences: readonly CoachPresence[] = ['present', 'passive', 'reachable', 'away'];
/** Codes of one level: a free slot or not, times presence. */
const statuses = 2 * presences.length;

export const isFreeStatus = (status: number): boolean => status % statuses >= presences.length;
export const presenceOfStatus = (status: number): CoachPresence =>
  presences[status % presences.length] as CoachPresence;

/** The code of coaches at one level and one status. */
export const codeOf = (level: number, status: number): number => level * statuses + status;

export const levelOfCode = (code: number): number => Math.floor(code / statuses);
/** All codes there are: levels 0 to 5. */
export const codes = 6 * statuses;

/** Whether a slot is left for a request that none is reserved for. */
export const statusOf = ({ openCount, capacity, reservedFor, presence }: CoachFacts): number => {
  const isFree = openCount + (reservedFor?.length ?? 0) < capacity;
  return (isFree ? presences.length : 0) + presences.indexOf(presence);
};

export const cellKey = (topic: string, language: string): string => `${topic}\n${language}`;

/** Those who declared no topic and are known for this one: they stand under both, and are counted once. */
export const bothKey = (topic: string): string => `\u0000both ${topic}`;

export function levelsOf({ expertise }: CoachFacts): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const { topic, level } of expertise) levels.set(topic, Math.max(levels.get(topic) ?? 0, level));
  return levels;
}

/** The keys of all cells that hold a coach: each topic and everybody's, times each language and everybody's. */
export function placesOf(
  coach: CoachFacts,
  levels: ReadonlyMap<string, number>,
): readonly { key: string; level: number }[] {
  const languages = coach.locales.length === 0 ? [undeclared] : [...new Set(coach.locales.map(languageOf))];
  const both = [...levels.keys()].map((topic) => [bothKey(topic), 1] as const);
  const open = isOpenToAll(coach) ? [[undeclared, 1] as const, ...both] : [];
  return [[everybody, 0] as const, ...levels, ...open].flatMap(([topic, level]) =>
    [everybody, ...languages].map((language) => ({ key: cellKey(topic, language), level })),
  );
}

export function putInCell(cell: Cell, code: number, entry: Entry): void {
  const set = cell.get(code);
  if (set) set.add(entry);
  else cell.set(code, new Set([entry]));
}

export function takeFromCell(cell: Cell, code: number, entry: Entry): void {
  const set = cell.get(code);
  if (set?.delete(entry) && set.size === 0) cell.delete(code);
}
