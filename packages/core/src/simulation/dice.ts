/** Chance that is the same in every run of a seed: draws follow each other, each name has dice of its own. */
export interface Dice {
  /** From 0 inclusive to 1 exclusive. */
  roll(): number;
  happens(probability: number): boolean;
  /** A whole number from `min` to `max`, both inclusive. */
  between(min: number, max: number): number;
  /** One of a list; undefined of an empty one. */
  pick<T>(list: readonly T[]): T | undefined;
  /** Other dice, of the same seed. */
  named(name: string): Dice;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}

export function createDice(seed: string): Dice {
  let state = hashOf(seed);
  // Mulberry32: short, fast, and even enough for choosing among faults.
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    roll,
    happens: (probability) => roll() < probability,
    between: (min, max) => min + Math.floor(roll() * (max - min + 1)),
    pick: (list) => list[Math.floor(roll() * list.length)],
    named: (name) => createDice(`${seed} ${name}`),
  };
}
