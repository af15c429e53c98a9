import {
  bothKey,
  type Cell,
  cellKey,
  type Entry,
  everybody,
  isFreeStatus,
  presenceOfStatus,
  statuses,
  undeclared,
} from './candidate-cells.js';
import type { Occasion } from './eligibility-checks.js';
import type { EligibilityPart } from './eligibility-parts.js';
import { languageOf } from './language-of.js';
import type { Weighing } from './rank.js';
import type { Ineligible } from './types.js';

/** How many, by reason. */
export type Rest = Map<Ineligible, number>;

/** The checks that cells answer without looking at a coach. */
const cellParts = ['speaksLocale', 'knowsTopic', 'hasFreeSlot', 'isPresent'] as const;
export type CellPart = (typeof cellParts)[number];
export const isCellPart = (part: EligibilityPart['part']): part is CellPart => cellParts.includes(part as CellPart);

export const addTo = (rest: Rest, reason: Ineligible, count: number): void => {
  const total = (rest.get(reason) ?? 0) + count;
  if (total === 0) rest.delete(reason);
  else rest.set(reason, total);
};

/** Which levels and statuses pass the checks so far. */
type Passing = (code: number) => boolean;

const levelOfCode = (code: number) => Math.floor(code / statuses);
const isThere = (occasion: Occasion, code: number) => {
  const presence = presenceOfStatus(code);
  return occasion.isPing ? presence === 'reachable' : presence === 'present' || presence === 'passive';
};

const reasons: Readonly<Record<CellPart, Ineligible>> = {
  speaksLocale: 'locale',
  knowsTopic: 'level',
  hasFreeSlot: 'no_free_slot',
  isPresent: 'not_present',
};

/** Some coaches as the cells know them: by these cells, in these codes. */
interface Group {
  cells: readonly Cell[];
  /** Cells whose coaches stand in two of the others. */
  twice: readonly Cell[];
  passes: Passing;
  /** Tells who was met where cells share coaches in other ways; 0 where none do. */
  stamp: number;
}

function* entriesOf({ cells, twice, passes, stamp }: Group, freshStamp: () => number): Generator<Entry> {
  const mark = stamp === 0 && twice.length > 0 ? freshStamp() : stamp;
  for (const cell of cells)
    for (const [code, set] of cell) {
      if (!passes(code)) continue;
      for (const entry of set) {
        if (mark !== 0 && entry.metIn === mark) continue;
        if (mark !== 0) entry.metIn = mark;
        yield entry;
      }
    }
}

function sumOf(cells: readonly Cell[], passes: Passing): number {
  let sum = 0;
  for (const cell of cells) for (const [code, set] of cell) if (passes(code)) sum += set.size;
  return sum;
}

function sizeOf(group: Group, freshStamp: () => number): number {
  if (group.stamp === 0) return sumOf(group.cells, group.passes) - sumOf(group.twice, group.passes);
  let count = 0;
  for (const _ of entriesOf(group, freshStamp)) count += 1;
  return count;
}

function passesFor(part: CellPart, occasion: Occasion): Passing | null {
  const { levelMin = 1 } = occasion.requirement;
  if (part === 'knowsTopic') return (code) => levelOfCode(code) >= levelMin;
  if (part === 'hasFreeSlot') return isFreeStatus;
  return part === 'isPresent' ? (code) => isThere(occasion, code) : null;
}

/** The index as one survey sees it. `stamp` gives a number that no survey had before. */
export interface CellGround {
  cells: ReadonlyMap<string, Cell>;
  stamp: () => number;
}

/**
 * Adds to `rest` how many fail which of the checks, each at the first that it fails, and gives those who fail none. A
 * check costs a few sums of set sizes. Where a requirement allows several topics, those who know one of them are counted
 * one by one, as a coach may know two.
 */
export function surveyCells(
  { cells, stamp }: CellGround,
  occasion: Occasion,
  { parts, rest }: { parts: readonly CellPart[]; rest: Rest },
): Iterable<Entry> {
  const { request, near } = occasion;
  const done = new Set<CellPart>();
  const filters: Passing[] = [];
  const cellsOf = (topics: readonly string[]) => {
    const isNarrow = done.has('speaksLocale') && request.locale;
    const languages = isNarrow ? [languageOf(request.locale ?? ''), undeclared] : [everybody];
    return topics.flatMap((topic) => languages.flatMap((language) => cells.get(cellKey(topic, language)) ?? []));
  };
  const group = (): Group => {
    const topics = done.has('knowsTopic') && near ? [...near.keys()] : null;
    return {
      cells: cellsOf(topics ? [...topics, undeclared] : [everybody]),
      twice: topics?.length === 1 ? cellsOf(topics.map(bothKey)) : [],
      passes: (code) => filters.every((passes) => passes(code)),
      stamp: topics && topics.length > 1 ? stamp() : 0,
    };
  };
  let before = sizeOf(group(), stamp);
  const fail = (reason: Ineligible) => {
    const after = sizeOf(group(), stamp);
    if (after !== before) addTo(rest, reason, before - after);
    before = after;
  };
  for (const part of parts) {
    done.add(part);
    if (part === 'knowsTopic') fail('topic');
    const passes = passesFor(part, occasion);
    if (passes) filters.push(passes);
    fail(reasons[part]);
  }
  return entriesOf(group(), stamp);
}

/** The first of the cells' checks that a coach fails as the cells see it: with all its reservations. */
export function firstCellFailure(weighing: Weighing, entry: Entry): Ineligible | null {
  for (const { part, check } of weighing.checks) {
    if (!isCellPart(part)) continue;
    const reason = part === 'hasFreeSlot' ? (isFreeStatus(entry.status) ? null : 'no_free_slot') : check(entry.coach);
    if (reason) return reason;
  }
  return null;
}
