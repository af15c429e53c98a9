import { coachFactsOf } from '../coach/coach-facts.js';
import { intentAt } from '../coach/evolve.js';
import type { SlotBounds } from '../coach/slots-max.js';
import type { CoachState } from '../coach/types.js';
import type { CoachFacts } from '../matching/types.js';
import type { Clock } from '../ports/clock.js';
import type { FoundRow, Row } from '../ports/storage.js';
import type { PresenceRow } from '../protocol/types.js';
import { createDueTimes } from './due-times.js';
import type { ShownPresence } from './shown-presence.js';

/** Coaches who are connected to other nodes, as those say and as their rows of the `coach` view are. */
export interface CoachesElsewhere {
  /** All of them, by what other nodes say now. */
  seen(coaches: ReadonlyMap<string, ShownPresence>): void;
  /** Those of whom no row was read yet. */
  unread(): string[];
  /** Rows of the `coach` view. Ignored where something newer is known. */
  rowsChanged(rows: readonly FoundRow[]): void;
  has(coachId: string): boolean;
  /** What matching knows of them; null while their row isn't read, and for who isn't there. */
  facts(coachId: string): CoachFacts | null;
  /** Looks at those whom time alone may have changed, and says whether there were any. */
  passTime(): boolean;
  /** For the `presence` view, without those whom the caller knows better. */
  rows(limit: number, isKnown: (coachId: string) => boolean): PresenceRow[];
}

interface Coach {
  shown: ShownPresence;
  row: Row | null;
  version: number;
  facts: CoachFacts | null;
}

/** @param options `came`, `left` and `changed` are told after the fact */
export function createCoachesElsewhere(options: {
  clock: Clock;
  bounds: SlotBounds;
  came(coachId: string): void;
  left(coachId: string, openCount: number): void;
  changed(coachId: string): void;
}): CoachesElsewhere {
  const { clock, bounds } = options;
  const coaches = new Map<string, Coach>();
  const unread = new Set<string>();
  const again = createDueTimes();
  const look = (coachId: string, coach: Coach) => {
    if (!coach.row) return;
    const state = coach.row as unknown as CoachState;
    const now = clock.now();
    const isAway = coach.row.suspendedAt != null || intentAt(state, now) === 'away';
    const presence = isAway ? 'away' : coach.shown;
    again.set(coachId, state.until !== null && state.until > now ? state.until : null);
    coach.facts = coachFactsOf(coachId, coach.row, { presence, ...bounds });
    options.changed(coachId);
  };

  return {
    seen(now) {
      for (const [coachId, { row }] of [...coaches]) {
        if (now.has(coachId)) continue;
        coaches.delete(coachId);
        unread.delete(coachId);
        again.set(coachId, null);
        options.left(coachId, Number(row?.openCount ?? 0));
        options.changed(coachId);
      }
      for (const [coachId, shown] of now) {
        const coach = coaches.get(coachId);
        if (coach?.shown === shown) continue;
        const known = coach ?? { shown, row: null, version: -1, facts: null };
        coaches.set(coachId, Object.assign(known, { shown }));
        if (!coach) {
          unread.add(coachId);
          options.came(coachId);
        }
        look(coachId, known);
      }
    },
    unread: () => [...unread],
    rowsChanged(rows) {
      for (const { key, version, row } of rows) {
        const coach = coaches.get(key);
        if (!coach || version <= coach.version || !row) continue;
        Object.assign(coach, { row, version });
        unread.delete(key);
        look(key, coach);
      }
    },
    has: (coachId) => coaches.has(coachId),
    facts: (coachId) => coaches.get(coachId)?.facts ?? null,
    passTime() {
      const due = again.take(clock.now());
      for (const coachId of due) look(coachId, coaches.get(coachId) as Coach);
      return due.length > 0;
    },
    rows: (limit, isKnown) => rowsOf(coaches, { limit, isKnown, now: clock.now() }),
  };
}

function rowsOf(
  coaches: ReadonlyMap<string, Coach>,
  { limit, isKnown, now }: { limit: number; isKnown: (coachId: string) => boolean; now: number },
): PresenceRow[] {
  const rows: PresenceRow[] = [];
  for (const [key, { facts, row, shown }] of coaches) {
    if (rows.length >= limit) break;
    if (!facts || isKnown(key)) continue;
    const { openCount, capacity } = facts;
    const status = intentAt(row as unknown as CoachState, now);
    rows.push({ key, name: String(row?.name), status, presence: shown, openCount, capacity });
  }
  return rows;
}
