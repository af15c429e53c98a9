import type { By } from '../conversation/types.js';

/** Visitors who looked for somebody while nobody was there, in one minute and about one topic. */
export interface DemandCount {
  /** Whole minutes since 1970, UTC. */
  minute: number;
  /** Null where none was said. */
  topic: string | null;
  count: number;
}

export type DemandCommand = { type: 'demand.count'; counts: readonly DemandCount[] };

export type DemandEvent = { type: 'demand.counted'; at: number; by: By; data: Pick<DemandCount, keyof DemandCount> };

/** A day's counts, by minute and topic; the empty topic stands for none. */
export type DemandState = ReadonlyMap<number, ReadonlyMap<string, number>>;
