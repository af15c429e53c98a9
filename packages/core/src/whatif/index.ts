export { type Chance, createChance } from './chance.js';
export { type ComparedFigure, type Comparison, compareOutcomes, estimateFigures } from './compare-outcomes.js';
export { type ErlangAnswer, type ErlangQueue, erlangAbandonment, erlangC } from './erlang.js';
export {
  type ErlangScenario,
  type ErlangScenarioOptions,
  erlangTable,
  playErlangScenario,
  type ScenarioWorld,
} from './erlang-scenario.js';
export { type Estimate, estimateOf } from './estimate.js';
export {
  type FairShareOptions,
  type FairShareScenario,
  fairShareTable,
  playFairShareScenario,
} from './fair-share-scenario.js';
export { alignTable, formatComparison, formatFigures } from './format-table.js';
export type { FraudBalance } from './fraud-run.js';
export {
  type FraudRow,
  type FraudScenario,
  type FraudScenarioOptions,
  fraudTable,
  playFraudScenario,
} from './fraud-scenario.js';
export type { CoachFigures, Figures, LostReason, Outcome } from './outcome.js';
export { playRuns, seedsOf, type Told } from './play-runs.js';
export { type PoissonOptions, poissonArrivals } from './poisson-arrivals.js';
export type { RecordedEvent } from './recorded-event.js';
export { type DecisionReplay, type DifferentDecision, replayDecisions } from './replay-decisions.js';
export { type CoachPoints, type RecognitionReplay, replayRecognition } from './replay-recognition.js';
export { type SimulateOptions, simulate } from './simulate.js';
export type { Arrival, Shift, Traffic, TrafficCoach } from './traffic.js';
export { trafficOfLog } from './traffic-of-log.js';
export {
  defineVolunteerModel,
  type ModelParameter,
  type VolunteerModel,
  volunteerParameters,
} from './volunteer-model.js';
export { type ShiftOptions, volunteerShifts } from './volunteer-shifts.js';
export { weekProfile, weekProfileOf } from './week-profile.js';
