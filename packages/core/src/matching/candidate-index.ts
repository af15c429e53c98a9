import {
  type Cell,
  codeOf,
  type Entry,
  levelsOf,
  placesOf,
  putInCell,
  statusOf,
  takeFromCell,
} from './candidate-cells.js';
import { judgeBy, type Weighing } from './rank.js';
import { addTo, type CellPart, firstCellFailure, isCellPart, type Rest, surveyCells } from './survey-cells.js';
import type { CoachFacts, Ineligible } from './types.js';

/**
 * All coaches that matching knows of, the off-duty who may be pinged among them. A survey costs with those who fit by
 * topic, language, slot and presence; the others are counted without being visited.
 */
export interface CandidateIndex {
  /** Puts a coach in, or puts what is known now in the place of what was. */
  set(coach: CoachFacts): void;
  remove(coachId: string): void;
  get(coachId: string): CoachFacts | undefined;
  readonly size: number;
  /** How many coaches name the topic among theirs. */
  knowing(topic: string): number;
  /** Visits everybody eligible, in no order, and counts the others by reason: exactly what judging each one would give. */
  survey(weighing: Weighing, visit: (coach: CoachFacts) => void): Rest;
}

/** Whether both stand in the same cells. */
const sameCells = (a: CoachFacts, b: CoachFacts): boolean =>
  (a.expertise === b.expertise || JSON.stringify(a.expertise) === JSON.stringify(b.expertise)) &&
  (a.locales === b.locales || a.locales.join('\n') === b.locales.join('\n'));

/**
 * The parts that cells can answer, in the policy's order; null where a check that needs the coach comes before one of
 * them. Blocks and declines may come anywhere: the few whom they concern are judged one by one.
 */
function cellPartsOf({ checks }: Weighing): readonly CellPart[] | null {
  const parts: CellPart[] = [];
  let isVisiting = false;
  for (const { part } of checks) {
    if (isCellPart(part) && isVisiting) return null;
    if (isCellPart(part)) parts.push(part);
    else if (part !== 'notBlocked' && part !== 'notDeclined') isVisiting = true;
  }
  return parts;
}

interface Ground {
  entries: Map<string, Entry>;
  cells: Map<string, Cell>;
  /** Coaches by a visitor whom they must not meet. */
  blockedBy: Map<string, Set<string>>;
  /** Coaches by a conversation that is reserved for them. */
  reservedFor: Map<string, Set<string>>;
  knowing: Map<string, number>;
  stamps: number;
}

/** Makes an empty index. */
export function createCandidateIndex(): CandidateIndex {
  const ground: Ground = {
    entries: new Map(),
    cells: new Map(),
    blockedBy: new Map(),
    reservedFor: new Map(),
    knowing: new Map(),
    stamps: 0,
  };
  const { entries } = ground;
  return {
    set: (coach) => putIn(ground, coach),
    remove: (coachId) => takeOut(ground, coachId),
    get: (coachId) => entries.get(coachId)?.coach,
    get size() {
      return entries.size;
    },
    knowing: (topic) => ground.knowing.get(topic) ?? 0,
    survey: (weighing, visit) => survey(ground, weighing, visit),
  };
}

function survey(ground: Ground, weighing: Weighing, visit: (coach: CoachFacts) => void): Rest {
  const rest: Rest = new Map();
  const settle = (coach: CoachFacts, reason: Ineligible | null) => {
    if (reason === null) visit(coach);
    else addTo(rest, reason, 1);
  };
  const parts = cellPartsOf(weighing);
  if (!parts) {
    for (const { coach } of ground.entries.values()) settle(coach, weighing.judge(coach));
    return rest;
  }
  const stamp = () => {
    ground.stamps += 1;
    return ground.stamps;
  };
  const others = weighing.checks.filter(({ part }) => !isCellPart(part));
  const judgeOthers = ({ coach }: Entry) => settle(coach, judgeBy(others, coach));
  surveyCells({ cells: ground.cells, stamp }, weighing.occasion, { parts, rest, visit: judgeOthers });
  for (const coachId of apartFrom(ground, weighing)) {
    const entry = ground.entries.get(coachId);
    const counted = entry && firstCellFailure(weighing, entry);
    if (!entry || !counted) continue;
    addTo(rest, counted, -1);
    settle(entry.coach, weighing.judge(entry.coach));
  }
  return rest;
}

/** Whom cells can't judge: who declined or blocked, and who has a slot for this request alone. */
function apartFrom({ blockedBy, reservedFor }: Ground, { occasion: { excluded, request } }: Weighing): Set<string> {
  const blocked = blockedBy.get(request.visitorId) ?? [];
  return new Set([...excluded, ...blocked, ...(reservedFor.get(request.conversationId) ?? [])]);
}

function putIn(ground: Ground, coach: CoachFacts): void {
  const known = ground.entries.get(coach.coachId);
  if (known && sameCells(known.coach, coach)) {
    noteKeys(ground, known.coach, false);
    moveTo(known, statusOf(coach));
    known.coach = coach;
  } else {
    takeOut(ground, coach.coachId);
    const levels = levelsOf(coach);
    for (const topic of levels.keys()) ground.knowing.set(topic, (ground.knowing.get(topic) ?? 0) + 1);
    const cells = placesOf(coach, levels).map(({ key, level }) => ({ cell: openCell(ground, key), level }));
    const entry: Entry = { coach, cells, status: statusOf(coach), metIn: 0 };
    for (const { cell, level } of cells) putInCell(cell, codeOf(level, entry.status), entry);
    ground.entries.set(coach.coachId, entry);
  }
  noteKeys(ground, coach, true);
}

function takeOut(ground: Ground, coachId: string): void {
  const known = ground.entries.get(coachId);
  if (!known) return;
  for (const { cell, level } of known.cells) takeFromCell(cell, codeOf(level, known.status), known);
  for (const topic of levelsOf(known.coach).keys()) {
    const count = ground.knowing.get(topic) ?? 0;
    if (count > 1) ground.knowing.set(topic, count - 1);
    else ground.knowing.delete(topic);
  }
  noteKeys(ground, known.coach, false);
  ground.entries.delete(coachId);
}

function moveTo(entry: Entry, status: number): void {
  if (entry.status === status) return;
  for (const { cell, level } of entry.cells) {
    takeFromCell(cell, codeOf(level, entry.status), entry);
    putInCell(cell, codeOf(level, status), entry);
  }
  entry.status = status;
}

function openCell({ cells }: Ground, key: string): Cell {
  const known = cells.get(key);
  if (known) return known;
  const cell: Cell = new Map();
  cells.set(key, cell);
  return cell;
}

function noteKeys({ blockedBy, reservedFor }: Ground, coach: CoachFacts, isIn: boolean): void {
  const { coachId, blockedVisitorIds, reservedFor: reserved = [] } = coach;
  for (const visitorId of blockedVisitorIds) note(blockedBy, visitorId, { coachId, isIn });
  for (const conversationId of reserved) note(reservedFor, conversationId, { coachId, isIn });
}

function note(map: Map<string, Set<string>>, key: string, { coachId, isIn }: { coachId: string; isIn: boolean }): void {
  const known = map.get(key);
  if (!isIn) {
    if (known?.delete(coachId) && known.size === 0) map.delete(key);
  } else if (known) known.add(coachId);
  else map.set(key, new Set([coachId]));
}
