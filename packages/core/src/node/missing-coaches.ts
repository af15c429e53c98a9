/** Coaches who hold conversations and aren't connected: since when. */
export interface MissingCoaches {
  /** A coach without a connection holds so many conversations. */
  left(coachId: string, openCount: number, at: number): void;
  /** Storage says that a coach holds conversations, and nothing was heard of them: missed since the beginning. */
  neverCame(coachId: string): void;
  cameBack(coachId: string): void;
  /** Those who have been missing for at least this long. */
  longerThan(forMs: number, now: number): string[];
}

/** @param startedAt when this node began: before that it knows of nobody's connections */
export function createMissingCoaches(startedAt: number): MissingCoaches {
  const since = new Map<string, number>();
  return {
    left(coachId, openCount, at) {
      if (openCount === 0) since.delete(coachId);
      else if (!since.has(coachId)) since.set(coachId, at);
    },
    neverCame(coachId) {
      if (!since.has(coachId)) since.set(coachId, startedAt);
    },
    cameBack: (coachId) => void since.delete(coachId),
    longerThan: (forMs, now) => [...since].filter(([, at]) => now - at >= forMs).map(([coachId]) => coachId),
  };
}
