/**
 * Randomness by name: the draw for (what, who, whom) is a function of the seed and of those names alone, never of how
 * many draws came before. So two policies meet the same luck (a coach who overlooks a request under one overlooks it
 * under the other), and their difference is the policy's. Such common random numbers are what makes a paired
 * comparison narrow. Source: Law, Simulation Modeling and Analysis, 5th ed., section 11.2.
 */
export interface Chance {
  /** From 0 inclusive to 1 exclusive. */
  uniform(...names: readonly (string | number)[]): number;
  /** Exponentially distributed. */
  exponential(mean: number, ...names: readonly (string | number)[]): number;
  /** Whether something with this probability happens. */
  happens(probability: number, ...names: readonly (string | number)[]): boolean;
  /** The same, in a world of its own. */
  fork(name: string | number): Chance;
}

/** Two 32-bit halves of one state, so that two runs share a draw once in 2^64 and not once in 2^32. */
type State = readonly [number, number];

/** The finalizer of MurmurHash3: every bit of the input moves every bit of the output. Source: Appleby, smhasher. */
function mix(word: number): number {
  let bits = word;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const absorb = ([a, b]: State, word: number): State => {
  const next = mix((a + 0x9e3779b9) ^ Math.imul(word, 0xcc9e2d51));
  return [next, mix((b + 0x7f4a7c15 + next) ^ Math.imul(word, 0x1b873593))];
};

function absorbName(state: State, name: string | number): State {
  if (typeof name === 'number') return absorb(absorb(state, name % 2 ** 32), Math.floor(name / 2 ** 32));
  let next = absorb(state, name.length);
  for (let index = 0; index < name.length; index += 1) next = absorb(next, name.charCodeAt(index));
  return next;
}

/** The same seed gives the same draws on every machine. */
export const createChance = (seed: number | string): Chance => chanceOf(absorbName([0, 0], seed));

function chanceOf(origin: State): Chance {
  const uniform = (...names: readonly (string | number)[]) => {
    let state = origin;
    for (const name of names) state = absorbName(state, name);
    const [high, low] = absorb(state, 0x5bd1e995);
    // 53 bits, as many as a double keeps.
    return ((high >>> 6) * 2 ** 27 + (low >>> 5)) / 2 ** 53;
  };
  return {
    uniform,
    // None of the time, or all of it, isn't drawn.
    exponential: (mean, ...names) =>
      mean > 0 && Number.isFinite(mean) ? -mean * Math.log1p(-uniform(...names)) : mean,
    happens: (probability, ...names) => uniform(...names) < probability,
    fork: (name) => chanceOf(absorbName(origin, name)),
  };
}
