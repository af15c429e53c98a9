import type { FoundRow, RowQuery } from '../ports/storage.js';
import type { LeaderboardRow } from '../protocol/types.js';
import { type BoardMember, type BoardOptions, boardOf, goalOf, ownOf } from '../recognition/boards.js';
import { localDayOf } from '../recognition/local-day.js';
import { firstWithin } from './frame-bytes.js';
import { notificationFrame } from './json-rpc.js';
import { createRankedCoaches } from './ranked-coaches.js';
import type { StoredViewOptions } from './stored-view-options.js';
import { type Difference, differenceOf, type TableReader, type TableView, textsOf } from './table-view.js';

/** Coaches of a community who are ranked; each is a small row. */
const coachesMax = 10_000;
/** Places of one board, of however many equals. */
const placesMax = 100;

const queries: Readonly<Record<'tally' | 'coach', Omit<RowQuery, 'community'>>> = {
  tally: { limit: coachesMax },
  coach: { where: { kind: 'coach' }, limit: coachesMax },
};

interface Reading {
  isStarted: boolean;
  /** Their own progress, as they have it, in JSON. */
  own: string;
  /** Of the shared rows that they have. */
  texts: ReadonlyMap<string, string>;
}

interface When {
  now: number;
  timeZone: string;
}

/** What is news to most readers; `frame` is null where nothing is. */
interface Change {
  of: Difference;
  frame: string | null;
}

/** What all readers are shown alike. */
interface Shared {
  rows: LeaderboardRow[];
  texts: Map<string, string>;
}

/**
 * Boards as queries over the coaches' tallies: everybody's are kept while somebody reads, and ranked at most once a tick,
 * for all readers at once. One's own progress comes first, then what all reach together, then boards.
 */
export const createLeaderboardView = (options: StoredViewOptions): TableView => new LeaderboardView(options);

class LeaderboardView implements TableView {
  readonly reads = Object.keys(queries);
  readonly #options: StoredViewOptions;
  readonly #boards: BoardOptions;
  readonly #readers = new Map<TableReader, Reading>();
  readonly #ranked = createRankedCoaches();
  #day: number;
  #isStale = false;
  #position = 0;
  #shared: Shared = { rows: [], texts: new Map() };
  #loading: Promise<void> | null = null;

  constructor(options: StoredViewOptions) {
    this.#options = options;
    this.#boards = options.recognition.options.boards ?? {};
    this.#day = this.#today();
  }

  async open(reader: TableReader) {
    const reading: Reading = { isStarted: false, own: '', texts: new Map() };
    if (this.#readers.size === 0) this.#loading = this.#load();
    this.#readers.set(reader, reading);
    await this.#loading?.catch((error: unknown) => {
      this.#readers.delete(reader);
      throw error;
    });
    const own = this.#ownRows(reader);
    Object.assign(reading, { own: JSON.stringify(own), texts: this.#shared.texts });
    return { version: this.#position, rows: [...own, ...this.#shared.rows] };
  }

  start(reader: TableReader): void {
    const reading = this.#readers.get(reader);
    if (!reading) return;
    reading.isStarted = true;
    if (reading.texts !== this.#shared.texts) this.#show(reader, reading, this.#changeSince(reading.texts));
  }

  close(reader: TableReader): void {
    this.#readers.delete(reader);
  }

  rowsChanged(name: string, at: number, rows: readonly FoundRow[]): void {
    if (this.#readers.size === 0 || rows.length === 0) return;
    this.#position = Math.max(this.#position, at);
    if (this.#ranked.take(name, rows)) this.#isStale = true;
  }

  tick(): void {
    if (this.#readers.size === 0 || (!this.#isStale && this.#today() === this.#day)) return;
    const before = this.#shared.texts;
    this.#rank();
    const change = this.#changeSince(before);
    for (const [reader, reading] of this.#readers) if (reading.isStarted) this.#show(reader, reading, change);
  }

  changed(): void {
    this.#isStale = true;
  }

  isOpen(): boolean {
    return this.#readers.size > 0;
  }

  async #load(): Promise<void> {
    const { storage, community, opened } = this.#options;
    // What was known while nobody read it may be gone.
    this.#ranked.clear();
    for (const [name, query] of Object.entries(queries)) {
      const found = await storage.find(name, { community, ...query });
      opened(found.position);
      this.#position = Math.max(this.#position, found.position);
      this.#ranked.take(name, found.rows);
    }
    this.#rank();
  }

  #rank(): void {
    this.#isStale = false;
    this.#day = this.#today();
    const rows = firstWithin(rowsOf(this.#boards, this.#ranked.members(), this.#when()));
    this.#shared = { rows, texts: textsOf(rows) };
  }

  #ownRows({ actor }: TableReader): LeaderboardRow[] {
    if (actor.kind !== 'coach') return [];
    const own = ownOf(this.#boards, this.#ranked.tallyOf(actor.id), this.#when());
    return own ? [{ key: 'own', type: 'own', ...own }] : [];
  }

  #show(reader: TableReader, reading: Reading, { of, frame }: Change): void {
    const own = this.#ownRows(reader);
    const text = JSON.stringify(own);
    if (text !== reading.own) reader.send(this.#frame(own, of));
    else if (frame !== null) reader.send(frame);
    Object.assign(reading, { own: text, texts: this.#shared.texts });
  }

  #changeSince(texts: ReadonlyMap<string, string>): Change {
    const of = differenceOf(this.#shared.rows, texts);
    return { of, frame: of.upserts.length + of.removes.length === 0 ? null : this.#frame([], of) };
  }

  #frame(own: readonly LeaderboardRow[], { upserts, removes }: Difference): string {
    const change = { upserts: [...own, ...upserts], removes: [...removes] };
    return notificationFrame('view.changed', { view: 'leaderboard', version: this.#position, ...change });
  }

  #when(): When {
    const { clock, recognition } = this.#options;
    return { now: clock.now(), timeZone: recognition.timeZone };
  }

  #today(): number {
    const { now, timeZone } = this.#when();
    return localDayOf(now, timeZone).number;
  }
}

function rowsOf(options: BoardOptions, members: readonly BoardMember[], when: When): LeaderboardRow[] {
  const goal = goalOf(options, members, when);
  return [
    ...(goal ? [{ key: 'goal', type: 'goal' as const, ...goal }] : []),
    ...(options.boards ?? []).flatMap((rule, place): LeaderboardRow[] => {
      const { id: board, labels = {}, period, topic = null } = rule;
      const places = boardOf(rule, members, when).slice(0, placesMax);
      return [
        { key: `board/${board}`, type: 'board', board, place, labels, period, topic },
        ...places.map(
          (row): LeaderboardRow => ({ key: `place/${board}/${row.coachId}`, type: 'place', board, ...row }),
        ),
      ];
    }),
  ];
}
