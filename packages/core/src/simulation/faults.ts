import type { Dice } from './dice.js';

/** What may go wrong in one world. Probabilities are per call, frame or hint; times in milliseconds. */
export interface Faults {
  /** F6: how long the storage takes, and how often it takes seconds. */
  storageMs: readonly [min: number, max: number];
  slowStorage: number;
  /** F3: a call fails, and nothing was stored. */
  failedCalls: number;
  /** F4: a commit was stored, and its caller is told of a failure. */
  ambiguousCommits: number;
  /** A commit loses, though nobody was faster. */
  conflicts: number;
  /** F3: no call is answered for seconds; mean time between two. */
  outageEveryMs: number | null;
  /** Calls that come within so long reach the storage in one turn, so that they share a batch. */
  batchMs: number;
  /** F8, F9. */
  lostHints: number;
  repeatedHints: number;
  lateHints: number;
  isBusDead: boolean;
  wireMs: readonly [min: number, max: number];
  /** F11: a command is sent twice. */
  repeatedFrames: number;
  /** F11, F12: mean time between two cuts, and between two connections that go dumb. */
  cutEveryMs: number | null;
  holeEveryMs: number | null;
  /** F1, F16: mean time between two nodes that die, or that drain. */
  crashEveryMs: number | null;
  drainEveryMs: number | null;
  /** F13: mean time between two jumps of a node's clock, and how far they go. */
  jumpEveryMs: number | null;
  jumpMsMax: number;
}

/** A world in which everything works, if not at once. */
export const noFaults: Faults = {
  storageMs: [1, 8],
  slowStorage: 0,
  failedCalls: 0,
  ambiguousCommits: 0,
  conflicts: 0,
  outageEveryMs: null,
  batchMs: 0,
  lostHints: 0,
  repeatedHints: 0,
  lateHints: 0,
  isBusDead: false,
  wireMs: [1, 20],
  repeatedFrames: 0,
  cutEveryMs: null,
  holeEveryMs: null,
  crashEveryMs: null,
  drainEveryMs: null,
  jumpEveryMs: null,
  jumpMsMax: 0,
};

/** Switches, each on in about half of all worlds: faults that hide each other are so met apart and together. */
const switches: Readonly<Record<string, (dice: Dice) => Partial<Faults>>> = {
  'slow storage': (dice) => ({ slowStorage: 0.02, storageMs: [1, dice.between(20, 150)] }),
  'failed calls': (dice) => ({ failedCalls: dice.between(1, 4) / 100 }),
  'ambiguous commits': (dice) => ({ ambiguousCommits: dice.between(2, 12) / 100 }),
  'conflicting commits': (dice) => ({ conflicts: dice.between(2, 10) / 100 }),
  'storage outages': (dice) => ({ outageEveryMs: dice.between(10_000, 20_000) }),
  batches: (dice) => ({ batchMs: dice.between(5, 60) }),
  'lost hints': (dice) => ({ lostHints: dice.between(5, 60) / 100 }),
  'repeated hints': () => ({ repeatedHints: 0.2 }),
  'late hints': () => ({ lateHints: 0.3 }),
  'a dead bus': (dice) => ({ isBusDead: dice.happens(0.5) }),
  'slow wires': (dice) => ({ wireMs: [5, dice.between(60, 400)] }),
  'repeated frames': () => ({ repeatedFrames: 0.08 }),
  'cut sockets': (dice) => ({ cutEveryMs: dice.between(1_500, 8_000) }),
  'half-open sockets': (dice) => ({ holeEveryMs: dice.between(4_000, 12_000) }),
  'node crashes': (dice) => ({ crashEveryMs: dice.between(5_000, 15_000) }),
  'node drains': (dice) => ({ drainEveryMs: dice.between(8_000, 20_000) }),
  'clock jumps': (dice) => ({ jumpEveryMs: dice.between(4_000, 12_000), jumpMsMax: dice.between(200, 4_000) }),
};

/** The faults of one seed, and their names. */
export function drawFaults(dice: Dice): { faults: Faults; names: string[] } {
  const names = Object.keys(switches).filter(() => dice.happens(0.45));
  const drawn = names.map((name) => switches[name]?.(dice) ?? {});
  return { faults: Object.assign({}, noFaults, ...drawn) as Faults, names };
}
