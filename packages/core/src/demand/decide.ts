import type { Actor } from '../conversation/types.js';
import type { DemandCommand, DemandEvent } from './types.js';

/** Counts add up, so nothing is ever refused. */
export function decideDemand(
  { counts }: DemandCommand,
  { now: at, actor }: { now: number; actor: Actor },
): { events: readonly DemandEvent[] } {
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  return { events: counts.map((data) => ({ type: 'demand.counted', at, by, data })) };
}
