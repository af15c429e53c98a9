import type { DemandCount, DemandEvent, DemandState } from './types.js';

export const emptyDemand: DemandState = new Map();

/** The fold of one day's demand; unknown types are from a newer server. */
export function evolveDemand(state: DemandState, event: { type: string; data: Record<string, unknown> }): DemandState {
  if (event.type !== 'demand.counted') return state;
  const { minute, topic, count } = (event as unknown as DemandEvent).data;
  const topics = state.get(minute) ?? new Map<string, number>();
  const name = topic ?? '';
  return new Map(state).set(minute, new Map(topics).set(name, (topics.get(name) ?? 0) + count));
}

/** The counts of a day. */
export const demandCounts = (state: DemandState): DemandCount[] =>
  [...state].flatMap(([minute, topics]) =>
    [...topics].map(([topic, count]) => ({ minute, topic: topic === '' ? null : topic, count })),
  );
