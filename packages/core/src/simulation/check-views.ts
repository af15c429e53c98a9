import { restoreEvent } from '../engine/event-content.js';
import { project } from '../engine/project.js';
import { roomOf } from '../engine/rooms.js';
import { canonicalJson } from '../json/canonical-json.js';
import type { JournalEntry, ViewRow } from './journal.js';
import { breaks, type Ground, idOf } from './violation.js';

/** M9: readers hear of a change within so long, whichever node made it. */
const heardWithinMs = 2_500;

const firedWithinMs = 1_500;

/** R1: the rows are what the streams add up to. R2: what a view told row by row is what it says when it is opened. */
export function checkViews(ground: Ground): void {
  checkRebuild(ground);
  const shown = new Map<string, Map<string, ViewRow>>();
  for (const entry of ground.journal) follow(ground, shown, entry);
}

function checkRebuild(ground: Ground): void {
  const rebuilt = new Map<string, string>();
  /** Rows of other views are of no stream. */
  const projected = new Set<string>();
  for (const [stream, events] of ground.streams) {
    const room = roomOf(stream);
    const state = events.reduce((known, event) => room.evolve(known, restoreEvent(event), event.offset), room.empty);
    for (const { view, key, row } of project(stream, state)) {
      projected.add(view);
      if (row) rebuilt.set(`${view} ${key}`, canonicalJson(row));
    }
  }
  for (const [view, rows] of Object.entries(ground.truth.rows)) {
    if (!projected.has(view)) continue;
    for (const { key, row } of rows) {
      const name = `${view} ${key}`;
      const expected = rebuilt.get(name);
      rebuilt.delete(name);
      if (expected !== canonicalJson(withoutUndefined(row, expected)))
        breaks(ground, 'R1', [`the row ${name} is ${JSON.stringify(row)}, and of its stream ${expected}`, key]);
    }
  }
  for (const [name, row] of rebuilt) breaks(ground, 'R1', [`the row ${name} is missing; its stream says ${row}`, name]);
}

/** Columns that a storage fills with null where a projection says nothing. */
function withoutUndefined(row: object | null, expected: string | undefined): object {
  const known = expected === undefined ? {} : (JSON.parse(expected) as object);
  return Object.fromEntries(Object.entries(row ?? {}).filter(([column, value]) => value !== null || column in known));
}

function follow(ground: Ground, shown: Map<string, Map<string, ViewRow>>, entry: JournalEntry): void {
  if (!('view' in entry)) return;
  const key = `${entry.who} ${entry.connection} ${entry.view}`;
  if (entry.is === 'view') shown.set(key, new Map(entry.rows.map((row) => [row.key, row])));
  const rows = shown.get(key);
  if (!rows) return;
  if (entry.is === 'change') {
    for (const gone of entry.removes) rows.delete(gone);
    for (const row of entry.upserts) rows.set(row.key, row);
  }
  if (entry.is !== 'look') return;
  const fresh = new Map(entry.rows.map((row) => [row.key, row]));
  for (const row of new Set([...rows.keys(), ...fresh.keys()])) {
    const [told, read] = [rows, fresh].map((map) => (map.has(row) ? canonicalJson(lasting(map.get(row))) : 'nothing'));
    if (told !== read && !isLively(ground, row, entry.at))
      breaks(ground, 'R2', [
        `${entry.who} was told of ${entry.view} ${row}: ${told}, and it is ${read}`,
        entry.who,
        row,
      ]);
  }
  shown.set(key, fresh);
}

/** Whoever looks is there: that alone is another row than the one before. */
const lasting = (row: ViewRow | undefined) => ({ ...row, presence: null });

/** What changed so lately that not every reader has heard of it, or was about to: an offer ends before its end is noted. */
function isLively({ truth }: Ground, key: string, at: number): boolean {
  const isOfAll = key === 'availability';
  return truth.log.some(
    (event) =>
      event.at > at - heardWithinMs &&
      event.at < at + firedWithinMs &&
      (isOfAll ? event.stream.startsWith('coach/') : idOf(event.stream) === key),
  );
}
