import type { FoundRow } from '../ports/storage.js';
import type { BoardMember } from '../recognition/boards.js';
import { emptyRecord } from '../recognition/coach-record.js';
import { type Tally, tallyOf } from '../recognition/tally.js';

/** What boards rank, as far as rows tell: the newest of each coach. */
export interface RankedCoaches {
  /** Whether rows of a stored view are news to any board. */
  take(name: string, rows: readonly FoundRow[]): boolean;
  members(): BoardMember[];
  tallyOf(coachId: string): Tally;
  clear(): void;
}

interface Known<T> {
  version: number;
  value: T | null;
}

type Person = Omit<BoardMember, 'coachId' | 'tally'>;

const none = tallyOf(emptyRecord);

export function createRankedCoaches(): RankedCoaches {
  const people = new Map<string, Known<Person>>();
  const tallies = new Map<string, Known<Tally>>();
  const isNewer = (known: Known<unknown> | undefined, { version }: FoundRow) => !known || known.version < version;
  const tally = (coachId: string) => tallies.get(coachId)?.value ?? none;

  return {
    take(name, rows) {
      let isNews = false;
      for (const found of rows) {
        const { key, version, row } = found;
        if (name === 'tally' && isNewer(tallies.get(key), found)) {
          tallies.set(key, { version, value: (row?.counts ?? null) as Tally | null });
          isNews = true;
        } else if (name === 'coach' && isNewer(people.get(key), found)) {
          const before = people.get(key)?.value;
          const value: Person | null =
            row?.kind === 'coach'
              ? {
                  name: String(row.name),
                  kind: 'coach',
                  isSuspended: row.suspendedAt !== null && row.suspendedAt !== undefined,
                  isOptedOut: row.onBoards === 0,
                }
              : null;
          people.set(key, { version, value });
          // A row of a coach changes with each conversation that they take.
          isNews ||= JSON.stringify(before ?? null) !== JSON.stringify(value);
        }
      }
      return isNews;
    },
    members: () =>
      [...people].flatMap(([coachId, { value }]) => (value ? [{ coachId, ...value, tally: tally(coachId) }] : [])),
    tallyOf: tally,
    clear() {
      people.clear();
      tallies.clear();
    },
  };
}
