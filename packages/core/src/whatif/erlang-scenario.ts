import { defineMatchingPolicy } from '../matching/define-matching-policy.js';
import { openBoard } from '../matching/dispatch-parts.js';
import { createChance } from './chance.js';
import { estimateFigures } from './compare-outcomes.js';
import { type ErlangQueue, erlangC } from './erlang.js';
import type { Estimate } from './estimate.js';
import { formatFigures } from './format-table.js';
import type { Figures, Outcome } from './outcome.js';
import { playRuns, seedsOf, type Told } from './play-runs.js';
import { poissonArrivals } from './poisson-arrivals.js';
import { simulate } from './simulate.js';
import type { TrafficCoach } from './traffic.js';
import { defineVolunteerModel, type VolunteerModel } from './volunteer-model.js';
import { weekProfile } from './week-profile.js';

export interface ErlangScenarioOptions {
  seed: number | string;
  runs: number;
  /** Of real arrivals, by hour of the week. @defaultValue `weekProfile` */
  profile?: readonly number[];
  /** How much of the month is played. @defaultValue 30 */
  days?: number;
  told?: Told;
}

/** One world, more like life than the one before it. */
export interface ScenarioWorld {
  name: string;
  outcomes: readonly Outcome[];
  figures: Readonly<Record<keyof Figures, Estimate | null>>;
}

export interface ErlangScenario {
  queue: ErlangQueue;
  /** What Erlang C says: share answered within 10 s, mean wait. */
  formula: { promptShare: number; waitMeanMs: number };
  /** Whether the first world's interval holds the formula's share. */
  agrees: boolean;
  worlds: readonly ScenarioWorld[];
}

const dayMs = 24 * 3_600_000;
/** A Monday. */
const from = 1_704_067_200_000;
/** Twenty thousand in thirty days, as one community of helpers reported. */
const conversationsADay = 20_000 / 30;
const slots = 8;
const meanServiceMs = 600_000;

/** The queue of the formulas: everybody takes everything at once, and nobody ever leaves. */
const erlangModel: Partial<VolunteerModel> = {
  ...{ noticeMs: 0, declineShare: 0, lapseShare: 0, replyMs: 0, replySlowdown: 0, serviceSlowdown: 0 },
  ...{ serviceMs: meanServiceMs, breakOffShare: 0, patienceMs: Number.POSITIVE_INFINITY },
  requestMs: Number.POSITIVE_INFINITY,
};
/** Several conversations at once cost time: the defaults of the model. */
const several: Partial<VolunteerModel> = { ...erlangModel, ...pick('replySlowdown', 'serviceSlowdown') };
/** Coaches look after a while, don't take everything, and take time to answer. */
const human: Partial<VolunteerModel> = {
  ...several,
  ...pick('noticeMs', 'declineShare', 'lapseShare', 'replyMs', 'breakOffShare', 'requestMs'),
};

interface World {
  name: string;
  capacities: readonly number[];
  model: Partial<VolunteerModel>;
  isBursty: boolean;
}

const worlds: readonly World[] = [
  { name: 'eight slots', capacities: new Array(slots).fill(1), model: erlangModel, isBursty: false },
  { name: '+ caps of 3', capacities: [3, 3, 2], model: several, isBursty: false },
  { name: '+ declines', capacities: [3, 3, 2], model: human, isBursty: false },
  { name: '+ real week', capacities: [3, 3, 2], model: human, isBursty: true },
  { name: '+ impatience', capacities: [3, 3, 2], model: { ...human, ...pick('patienceMs') }, isBursty: true },
];

const policy = defineMatchingPolicy({ name: 'board', dispatch: openBoard() });

/**
 * Twenty thousand conversations a month of ten minutes each, on eight slots in all. The first world is what Erlang C
 * computes, so it tells whether the simulation can be trusted; each later one adds a piece of life that no formula has.
 */
export function playErlangScenario(options: ErlangScenarioOptions): ErlangScenario {
  const { seed, runs, profile = weekProfile, days = 30, told } = options;
  const [to, count] = [from + days * dayMs, conversationsADay * days];
  const queue = { load: (conversationsADay * meanServiceMs) / dayMs, slots, meanServiceMs };
  const { within, meanWaitMs } = erlangC(queue);
  const played = worlds.map(({ name, capacities, model, isBursty }) => {
    const play = (runSeed: string) => {
      const chance = createChance(runSeed).fork('arrivals');
      const week = isBursty ? { profile } : {};
      const arrivals = poissonArrivals({ from, to, count, chance, ...week });
      return simulate({
        ...{
          traffic: { arrivals, coaches: capacities.map((capacity, index) => coachOf(capacity, index, to)) },
          policy,
        },
        ...{ model: defineVolunteerModel(model), seed: runSeed },
      });
    };
    const outcomes = playRuns(seedsOf(seed, runs), { name, play, told });
    return { name, outcomes, figures: estimateFigures(outcomes) };
  });
  const promptShare = within(10_000);
  const found = played[0]?.figures.promptShare;
  const agrees = !!found && found.low <= promptShare && promptShare <= found.high;
  return { queue, formula: { promptShare, waitMeanMs: meanWaitMs }, agrees, worlds: played };
}

const coachOf = (capacity: number, index: number, to: number): TrafficCoach => ({
  ...{ id: `coach-${index + 1}`, locales: [], expertise: [], capacity },
  // Longer than the month, so that whoever waits at its end is answered too.
  shifts: [{ from, to: to + 7 * dayMs }],
});

/** The model's own defaults, by name. */
function pick(...names: readonly (keyof VolunteerModel)[]): Partial<VolunteerModel> {
  const defaults = defineVolunteerModel();
  return Object.fromEntries(names.map((name) => [name, defaults[name]]));
}

const shown: readonly (keyof Figures)[] = [
  ...(['promptShare', 'answeredShare', 'waitMeanMs', 'waitP90Ms', 'firstResponseP50Ms'] as const),
  ...(['firstResponseP90Ms', 'wastedClaimShare'] as const),
];

/** As people read it. */
export function erlangTable({ queue, formula, agrees, worlds: played }: ErlangScenario): string {
  const { load, slots: count } = queue;
  const share = `${(formula.promptShare * 100).toFixed(1)} %`;
  return [
    `Erlang C: ${load.toFixed(2)} conversations at once on ${count} slots, ${share} within 10 s, mean wait ${(formula.waitMeanMs / 1_000).toFixed(1)} s`,
    `${agrees ? 'agrees' : 'DISAGREES'}: the first column's interval ${agrees ? 'holds' : 'leaves out'} ${share}`,
    '',
    formatFigures(played, shown),
  ].join('\n');
}
