/** Time as a port, so that a whole system can run under virtual time. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Runs `task` once after `delayMs`; the returned function cancels it. Never keeps the process alive. */
  schedule(delayMs: number, task: () => void): () => void;
}
