import type { Committed } from '../engine/create-engine.js';

/**
 * Which part of the log brings this node nothing: what it wrote itself, and nodes' signs of life. Each event has a position of
 * its own, and commits stand in the log in one piece: where what is known follows without a gap, nothing is to be fetched.
 */
export interface OwnLog {
  wrote(committed: Committed): void;
  /** A commit without events, of which all is known. */
  isKnown(position: number): void;
  /** Whether all since the last call, up to this position, is known. */
  reach(position: number): boolean;
  /** What came after this position was not looked at. @param position of all by default */
  forget(position?: number): void;
}

interface Part {
  from: number;
  to: number;
}

/** Parts with gaps between them; where there are more, too much else was written. */
const partsMax = 100;

export function createOwnLog(): OwnLog {
  let reached: number | null = null;
  /** Ascending, with gaps between them. */
  let parts: Part[] = [];
  const add = (part: Part) => {
    const apart = parts.filter(({ from, to }) => to < part.from - 1 || from > part.to + 1);
    const touched = parts.filter((one) => !apart.includes(one));
    const from = Math.min(part.from, ...touched.map((one) => one.from));
    const to = Math.max(part.to, ...touched.map((one) => one.to));
    parts = [...apart, { from, to }].sort((a, b) => a.from - b.from).slice(-partsMax);
  };
  const addLast = (part: Part) => {
    const last = parts.at(-1);
    // Nearly always.
    if (last && part.from <= last.to + 1 && part.from >= last.from) last.to = Math.max(last.to, part.to);
    else add(part);
  };
  return {
    wrote({ position, changes }) {
      const events = changes.reduce((sum, change) => sum + change.events.length, 0);
      addLast({ from: position - Math.max(events, 1) + 1, to: position });
    },
    isKnown: (position) => addLast({ from: position, to: position }),
    reach(position) {
      const from = reached;
      const isKnown =
        from !== null &&
        from <= position &&
        (from === position || parts.some((part) => part.from <= from + 1 && position <= part.to));
      reached = position;
      // All that comes is asked about from here on.
      parts = parts.filter(({ to }) => to > position);
      return isKnown;
    },
    forget(position) {
      if (position === undefined) reached = null;
      else if (reached !== null) reached = Math.min(reached, position);
    },
  };
}
