import { award } from '../recognition/award.js';
import { exchangedBothWays } from '../recognition/conditions.js';
import { defineRecognition, type Recognition } from '../recognition/define-recognition.js';
import { createChance } from './chance.js';
import { type Estimate, estimateOf } from './estimate.js';
import { alignTable } from './format-table.js';
import { type FraudBalance, playFraudRun } from './fraud-run.js';
import { type FraudStrategy, type FraudTerms, fraudStrategies } from './fraud-strategies.js';
import { honestCrowd } from './honest-crowd.js';
import { seedsOf } from './play-runs.js';

export interface FraudScenarioOptions {
  seed: number | string;
  runs: number;
  /** @defaultValue 60 */
  days?: number;
  /** Conversations of each coach in that time, honest or not. @defaultValue 60 */
  effort?: number;
  /** The share of made-up conversations that a manager knows for what they are. @defaultValue 0.8 */
  recognises?: number;
  /** @defaultValue 10 points a thank-you, at most 50 a day, and 10 from one visitor within 30 days */
  recognition?: Recognition;
}

/** What one kind of coach had, each on average over coaches and runs. */
export interface FraudRow {
  name: string;
  thanks: number;
  /** What the rules alone would have paid, with nobody looking. */
  unguarded: number;
  /** What stayed. */
  settled: Estimate;
  takenBack: number;
  reviewed: number;
}

export interface FraudScenario {
  honest: FraudRow;
  attackers: readonly FraudRow[];
  /** Points that honest coaches have fewer for guards and attackers being there; in all runs. */
  honestLost: number;
}

/** A Monday. */
const from = 1_704_067_200_000;

const rules = () =>
  defineRecognition({
    points: [award(10).on('conversation.thanked').when(exchangedBothWays()).capPerDay(50).capPerPair(10, { days: 30 })],
  });

type Balances = ReadonlyMap<string, FraudBalance>;

interface PlayedRun {
  guarded: Balances;
  unguarded: Balances;
  /** Honest coaches alone, with nobody looking. */
  peace: Balances;
  coachIds: ReadonlyMap<string, readonly string[]>;
}

function playRun(seed: number | string, options: Required<FraudScenarioOptions>): PlayedRun {
  const { days, effort, recognises, recognition } = options;
  const chance = createChance(seed);
  const terms: FraudTerms = { chance, run: String(seed), from, days, effort };
  const crowd = honestCrowd(terms);
  const attacks = fraudStrategies.map((strategy: FraudStrategy) => strategy.play(terms));
  const all = {
    conversations: [crowd, ...attacks].flatMap(({ conversations }) => conversations),
    originsOf: [crowd, ...attacks].flatMap(({ originsOf }) => originsOf),
  };
  const shared = { recognition, from, days };
  const coachesOf = ({ originsOf }: typeof all | typeof crowd) => originsOf.map(([coachId]) => coachId);
  return {
    guarded: playFraudRun({ ...shared, play: all, guarded: { chance: chance.fork('manager'), recognises } }),
    unguarded: playFraudRun({ ...shared, play: all, guarded: null }),
    peace: playFraudRun({ ...shared, play: crowd, guarded: null }),
    coachIds: new Map([
      ['honest coach', coachesOf(crowd)],
      ...fraudStrategies.map(({ name }, index) => [name, coachesOf(attacks[index] ?? crowd)] as const),
    ]),
  };
}

function rowOf(name: string, runs: readonly PlayedRun[]): FraudRow {
  const meanIn = (balances: 'guarded' | 'unguarded', figure: keyof FraudBalance) =>
    runs.map(({ coachIds, [balances]: of }) => {
      const ids = coachIds.get(name) ?? [];
      return ids.reduce((sum, id) => sum + (of.get(id)?.[figure] ?? 0), 0) / ids.length;
    });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    name,
    thanks: mean(meanIn('guarded', 'thanks')),
    unguarded: mean(meanIn('unguarded', 'settled')),
    settled: estimateOf(meanIn('guarded', 'settled')) ?? { mean: 0, low: 0, high: 0 },
    takenBack: mean(meanIn('guarded', 'takenBack')),
    reviewed: mean(meanIn('guarded', 'reviewed')),
  };
}

/** Attackers and honest coaches of the same effort, side by side. */
export function playFraudScenario(options: FraudScenarioOptions): FraudScenario {
  const { days = 60, effort = 60, recognises = 0.8, recognition = rules() } = options;
  const whole = { ...options, days, effort, recognises, recognition };
  const runs = seedsOf(options.seed, options.runs).map((seed) => playRun(seed, whole));
  const lost = runs.flatMap(({ peace, guarded }) =>
    [...peace].map(([coachId, { settled }]) => Math.max(0, settled - (guarded.get(coachId)?.settled ?? 0))),
  );
  return {
    honest: rowOf('honest coach', runs),
    attackers: fraudStrategies.map(({ name }) => rowOf(name, runs)),
    honestLost: lost.reduce((sum, one) => sum + one, 0),
  };
}

/** What each gained, a row each. */
export function fraudTable({ honest, attackers }: FraudScenario): string {
  const rows = [honest, ...attackers].map(({ name, thanks, unguarded, settled, takenBack, reviewed }) => [
    name,
    ...[thanks, reviewed, unguarded, takenBack, settled.mean].map((value) => String(Math.round(value))),
  ]);
  return alignTable([['points', 'thanks', 'looked at', 'by rules alone', 'taken back', 'settled'], ...rows]);
}
