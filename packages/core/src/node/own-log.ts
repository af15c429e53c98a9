import type { Committed } from '../engine/create-engine.js';

/**
 * Which part of the log this node wrote itself. Each event has a position of its own, and commits stand in the log in one
 * piece: where its own follow each other without a gap, nobody else wrote in between, and nothing is to be fetched.
 */
export interface OwnLog {
  wrote(committed: Committed): void;
  /** Whether all since the last call, up to this position, is this node's own. */
  reach(position: number): boolean;
  /** What came after this position was not looked at. @param position of all by default */
  forget(position?: number): void;
}

export function createOwnLog(): OwnLog {
  let reached: number | null = null;
  /** The latest commits that follow each other without a gap. */
  let own = { from: 0, to: 0 };
  const isOwnUpTo = (position: number) =>
    reached !== null &&
    reached <= position &&
    (reached === position || (own.from <= reached + 1 && position <= own.to));
  return {
    wrote({ position, changes }) {
      const events = changes.reduce((sum, change) => sum + change.events.length, 0);
      const from = position - Math.max(events, 1) + 1;
      if (from > own.to + 1) own = { from, to: position };
      else own.to = Math.max(own.to, position);
    },
    reach(position) {
      const isOwn = isOwnUpTo(position);
      reached = position;
      return isOwn;
    },
    forget(position) {
      if (position === undefined) reached = null;
      else if (reached !== null) reached = Math.min(reached, position);
    },
  };
}
