/** A small JSON value. A hint says where to look, and is never the only copy of anything. */
export type Hint = Record<string, unknown>;

/** How a bus does. Counts are of hints, since it was made. */
export interface BusState {
  isUp: boolean;
  published: number;
  received: number;
  /** Not sent: the bus was away, or slower than what it was given. */
  lost: number;
}

/** Server process ↔ server process. May lose, repeat or reorder hints: a dead bus costs latency, nothing else. */
export interface Bus {
  /** Never rejects for want of a listener. Hints reach the publisher's own listeners too. */
  publish(subject: string, hint: Hint): Promise<void>;
  /** Resolves when the subscription is live. The returned function ends it. */
  subscribe(subject: string, listener: (hint: Hint) => void): Promise<() => Promise<void>>;
  /** For operators. A bus within one process has none. */
  state?(): BusState;
  /** Idempotent. */
  close(): Promise<void>;
}
