import type { Outcome } from './outcome.js';

/** Names the runs of one experiment: `1.1`, `1.2` … of seed 1. */
export const seedsOf = (seed: number | string, runs: number): readonly string[] =>
  Array.from({ length: runs }, (_, index) => `${seed}.${index + 1}`);

/** Told after each run. */
export type Told = (run: { name: string; done: number; runs: number }) => void;

/** Plays a world once for each seed. */
export function playRuns(
  seeds: readonly string[],
  { name, play, told }: { name: string; play: (seed: string) => Outcome; told?: Told | undefined },
): Outcome[] {
  return seeds.map((seed, index) => {
    const outcome = play(seed);
    told?.({ name, done: index + 1, runs: seeds.length });
    return outcome;
  });
}
