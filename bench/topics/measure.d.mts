export interface Example {
  text: string;
  topic: string | null;
  locale: string;
}
interface Guess {
  topic: string;
  confidence: number;
}
type Scores = Record<'accuracy' | 'coverage' | 'routed_accuracy' | 'out_of_scope_routed', number>;
export function shuffled<T>(list: readonly T[], seed: number): T[];
export function split(examples: readonly Example[], seed: number): { train: Example[]; test: Example[] };
export function score(guesses: { topic: string | null; guess: Guess | null }[], confidenceMin: number): Scores;
