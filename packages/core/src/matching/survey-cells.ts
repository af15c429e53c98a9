import {
  bothKey,
  type Cell,
  cellKey,
  codes,
  type Entry,
  everybody,
  isFreeStatus,
  levelOfCode,
  presenceOfStatus,
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

/** Of each code, whether its coaches pass the checks so far. */
type Passing = boolean[];

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

/** Some coaches as the cells know them. */
interface Group {
  cells: readonly Cell[];
  /** Cells whose coaches stand in two of the others. */
  twice: readonly Cell[];
  /** Cells of several topics share coaches in any way: then whoever is met is marked. */
  isMixed: boolean;
}

type Visit = (entry: Entry) => void;

/** Visits each coach of a group once. `stamp` is a number that no visit had before. */
function visitGroup(
  { cells, twice, isMixed }: Group,
  passing: Passing,
  { stamp, visit }: { stamp: number; visit: Visit },
) {
  const isMarked = isMixed || twice.length > 0;
  for (const cell of cells)
    for (const [code, set] of cell) {
      if (!passing[code]) continue;
      for (const entry of set) {
        if (isMarked && entry.metIn === stamp) continue;
        entry.metIn = stamp;
        visit(entry);
      }
    }
}

function sumOf(cells: readonly Cell[], passing: Passing): number {
  let sum = 0;
  for (const cell of cells) for (const [code, set] of cell) if (passing[code]) sum += set.size;
  return sum;
}

function passesPart(part: CellPart, occasion: Occasion, code: number): boolean {
  if (part === 'knowsTopic') return levelOfCode(code) >= (occasion.requirement.levelMin ?? 1);
  if (part === 'hasFreeSlot') return isFreeStatus(code);
  return part !== 'isPresent' || isThere(occasion, code);
}

/** The cells that an occasion asks of: by its language, by its topics, by both or by neither. */
function groupOf(cells: ReadonlyMap<string, Cell>, { request, near }: Occasion, done: ReadonlySet<CellPart>): Group {
  const isNarrow = done.has('speaksLocale') && request.locale;
  const languages = isNarrow ? [languageOf(request.locale ?? ''), undeclared] : [everybody];
  const cellsOf = (topics: readonly string[]) =>
    topics.flatMap((topic) => languages.flatMap((language) => cells.get(cellKey(topic, language)) ?? []));
  if (!done.has('knowsTopic') || !near) return { cells: cellsOf([everybody]), twice: [], isMixed: false };
  const topics = [...near.keys()];
  const isMixed = topics.length > 1;
  return { cells: cellsOf([...topics, undeclared]), twice: isMixed ? [] : cellsOf(topics.map(bothKey)), isMixed };
}

/** The index as one survey sees it. `stamp` gives a number that no visit had before. */
export interface CellGround {
  cells: ReadonlyMap<string, Cell>;
  stamp: () => number;
}

/**
 * Adds to `rest` how many fail which of the checks, each at the first that it fails, and visits those who fail none. A
 * check costs a few sums of set sizes. Where a requirement allows several topics, those who know one of them are counted
 * one by one, as a coach may know two.
 */
export function surveyCells(
  { cells, stamp }: CellGround,
  occasion: Occasion,
  { parts, rest, visit }: { parts: readonly CellPart[]; rest: Rest; visit: Visit },
): void {
  const done = new Set<CellPart>();
  const passing: Passing = Array.from({ length: codes }, () => true);
  let group = groupOf(cells, occasion, done);
  const sizeOf = () => {
    if (!group.isMixed) return sumOf(group.cells, passing) - sumOf(group.twice, passing);
    let count = 0;
    visitGroup(group, passing, { stamp: stamp(), visit: () => (count += 1) });
    return count;
  };
  let before = sizeOf();
  const fail = (reason: Ineligible) => {
    const after = sizeOf();
    if (after !== before) addTo(rest, reason, before - after);
    before = after;
  };
  for (const part of parts) {
    done.add(part);
    group = groupOf(cells, occasion, done);
    if (part === 'knowsTopic') fail('topic');
    for (let code = 0; code < codes; code += 1) passing[code] &&= passesPart(part, occasion, code);
    fail(reasons[part]);
  }
  visitGroup(group, passing, { stamp: stamp(), visit });
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
