import { splitWithin } from './frame-bytes.js';
import { notificationFrame } from './json-rpc.js';

type LiveRow = { key: string };

interface LiveReader {
  send(frame: string): void;
}

/** A small table of the moment, the same for all its readers: what changes is compared and put into frames once. */
export interface LiveView {
  /** The rows as they are now. Changes wait until `start`. */
  open(reader: LiveReader): { version: number; rows: LiveRow[] };
  /** The rows were sent: what changed since follows now. */
  start(reader: LiveReader): void;
  close(reader: LiveReader): void;
  /** Something in it may have changed. */
  changed(): void;
}

/** @param read the rows as they are now */
export function createLiveView(view: string, read: () => readonly LiveRow[]): LiveView {
  /** By reader: the frames that came before the rows were sent; null once they were. */
  const readers = new Map<LiveReader, string[] | null>();
  /** What the readers have, as JSON by key. */
  let shown = new Map<string, string>();
  let version = 0;

  const changed = () => {
    if (readers.size === 0) return;
    const rows = read();
    const now = new Map(rows.map((row) => [row.key, JSON.stringify(row)]));
    const upserts = rows.filter(({ key }) => shown.get(key) !== now.get(key));
    const removes = [...shown.keys()].filter((key) => !now.has(key));
    if (upserts.length + removes.length === 0) return;
    shown = now;
    version += 1;
    const [first = [], ...more] = splitWithin(upserts);
    const frames = [first, ...more].map((part, index) =>
      notificationFrame('view.changed', { view, version, upserts: part, removes: index === 0 ? removes : [] }),
    );
    for (const [reader, waiting] of readers)
      for (const frame of frames) {
        if (waiting) waiting.push(frame);
        else reader.send(frame);
      }
  };

  return {
    open(reader) {
      changed();
      const rows = [...read()];
      if (readers.size === 0) {
        shown = new Map(rows.map((row) => [row.key, JSON.stringify(row)]));
        version += 1;
      }
      readers.set(reader, []);
      return { version, rows };
    },
    start(reader) {
      const waiting = readers.get(reader);
      if (!waiting) return;
      readers.set(reader, null);
      for (const frame of waiting) reader.send(frame);
    },
    close: (reader) => void readers.delete(reader),
    changed,
  };
}
