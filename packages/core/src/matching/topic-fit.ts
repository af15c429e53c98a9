import type { Expertise, TopicTree } from '../expertise/types.js';
import type { CoachFacts, TopicFit } from './types.js';

/** How near each topic is to the one that was asked for: 1 the same, 2 above it, 3 beside it. */
export type NearTopics = ReadonlyMap<string, 1 | 2 | 3>;

/** The topics that a coach may know for a request; null where it makes no difference. */
export function topicsNear(topic: string | null, fit: TopicFit, topics: TopicTree | null): NearTopics | null {
  if (topic === null || fit === 'any') return null;
  const near = new Map<string, 1 | 2 | 3>([[topic, 1]]);
  if (fit === 'exact' || !topics) return near;
  for (const above of topics.ancestorsOf(topic)) if (!near.has(above)) near.set(above, 2);
  if (fit === 'adjacent') for (const beside of topics.adjacentTo(topic)) if (!near.has(beside)) near.set(beside, 3);
  return near;
}

/** What a coach declares narrows; who declared no topic is asked about all of them. */
export function isOpenToAll({ expertise }: CoachFacts): boolean {
  for (const { known } of expertise) if (known === 'declared') return false;
  return true;
}

/** The coach's best level on any of these topics, or 0. Who declared none knows each at level 1 at least. */
export function levelOn(coach: CoachFacts, near: NearTopics): number {
  let best = isOpenToAll(coach) ? 1 : 0;
  for (const { topic, level } of coach.expertise) if (level > best && near.has(topic)) best = level;
  return best;
}

/** The expertise that fits best; null where being open to all topics does, or nothing. */
export function bestFitOf({ expertise }: CoachFacts, near: NearTopics): Expertise | null {
  let best: Expertise | null = null;
  let most = 0;
  for (const one of expertise) {
    const fit = fitOf(one, near);
    if (fit > most) {
      most = fit;
      best = one;
    }
  }
  return best;
}

/** Level ÷ 5 on the topic itself, two thirds of that above it, one third beside it. */
export function fitOf({ topic, level }: Expertise, near: NearTopics): number {
  const distance = near.get(topic);
  return distance === undefined ? 0 : (level * (4 - distance)) / 15;
}

/** What being open to all topics counts for: level 1 on each. */
export const openFit = 1 / 5;
