import type { CoachState } from '../coach/types.js';
import type { Engine } from '../engine/create-engine.js';
import { coachStream, recognitionStream } from '../engine/rooms.js';
import { emptyLedger } from '../ledger/evolve.js';
import type { FoundRow } from '../ports/storage.js';
import { localDayOf } from '../recognition/local-day.js';
import { type ProgressRow, progressRows } from '../recognition/progress-rows.js';
import type { RecognisedCoach } from '../recognition/recognised-coach.js';
import { firstWithin } from './frame-bytes.js';
import type { StoredViewOptions } from './stored-view-options.js';
import { type Shown, showRows, type TableReader, type TableView, textsOf } from './table-view.js';

/** Readers whose rows are made anew in one tick of a new day. */
const perTickMax = 50;

interface OwnShown extends Shown {
  /** Something is news that has not been read. */
  isStale: boolean;
  isReading: boolean;
}

type ProgressOptions = StoredViewOptions & { read: Engine['read'] };

/**
 * Each coach's own progress: a row that is news says that it may have changed, and it is folded from
 * their two streams, as the record of deeds is in no row.
 */
export const createProgressView = (options: ProgressOptions): TableView => new ProgressView(options);

class ProgressView implements TableView {
  readonly reads = ['tally', 'coach'];
  readonly #options: ProgressOptions;
  readonly #readers = new Map<TableReader, OwnShown>();
  /** Those whose rows are to be made anew by the next ticks. */
  readonly #ofYesterday = new Set<TableReader>();
  #day: number;
  #position = 0;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#day = this.#today();
  }

  async open(reader: TableReader) {
    const { storage, community, opened } = this.#options;
    const shown: OwnShown = { rows: new Map(), isStarted: false, isStale: false, isReading: false };
    this.#readers.set(reader, shown);
    try {
      const found = await storage.find('tally', { community, limit: 0 });
      opened(found.position);
      this.#position = Math.max(this.#position, found.position);
      const version = this.#position;
      const rows = await this.#rowsOf(reader);
      shown.rows = textsOf(rows);
      return { version, rows };
    } catch (error) {
      this.#readers.delete(reader);
      throw error;
    }
  }

  start(reader: TableReader): void {
    const shown = this.#readers.get(reader);
    if (!shown) return;
    shown.isStarted = true;
    if (shown.isStale) void this.#show(reader, shown);
  }

  close(reader: TableReader): void {
    this.#readers.delete(reader);
    this.#ofYesterday.delete(reader);
  }

  rowsChanged(name: string, at: number, rows: readonly FoundRow[]): void {
    if (this.#readers.size === 0 || rows.length === 0 || !this.reads.includes(name)) return;
    this.#position = Math.max(this.#position, at);
    const changed = new Set(rows.map(({ key }) => key));
    for (const [reader, shown] of this.#readers) if (changed.has(reader.actor.id)) void this.#show(reader, shown);
  }

  tick(): void {
    if (this.#today() !== this.#day) this.changed();
    this.#day = this.#today();
    for (const reader of [...this.#ofYesterday].slice(0, perTickMax)) {
      this.#ofYesterday.delete(reader);
      const shown = this.#readers.get(reader);
      if (shown) void this.#show(reader, shown);
    }
  }

  changed(): void {
    for (const reader of this.#readers.keys()) this.#ofYesterday.add(reader);
  }

  isOpen(): boolean {
    return this.#readers.size > 0;
  }

  /** Reads until nothing was news meanwhile. */
  async #show(reader: TableReader, shown: OwnShown): Promise<void> {
    shown.isStale = true;
    if (!shown.isStarted || shown.isReading) return;
    shown.isReading = true;
    const isThere = () => this.#readers.get(reader) === shown;
    try {
      while (shown.isStale && isThere()) {
        shown.isStale = false;
        const version = this.#position;
        const rows = await this.#rowsOf(reader);
        if (isThere()) showRows({ view: 'progress', version }, reader, { shown, rows });
      }
    } catch {
      // The storage doesn't answer: the next tick tries again.
      if (isThere()) this.#ofYesterday.add(reader);
    } finally {
      shown.isReading = false;
    }
  }

  async #rowsOf({ actor }: TableReader): Promise<ProgressRow[]> {
    const { community, recognition, clock, read } = this.#options;
    const { streams } = await read(community, [recognitionStream(actor.id), coachStream(actor.id)]);
    const [coach, { ledger }] = streams.map(({ state }) => state) as [RecognisedCoach, CoachState];
    const { lifetime: lifetimePoints } = ledger ?? emptyLedger;
    const at = { now: clock.now(), timeZone: recognition.timeZone, lifetimePoints };
    return firstWithin(progressRows(recognition.options, coach, at));
  }

  #today(): number {
    const { clock, recognition } = this.#options;
    return localDayOf(clock.now(), recognition.timeZone).number;
  }
}
