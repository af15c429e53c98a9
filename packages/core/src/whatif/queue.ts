import type { SimulatedRequest } from './world.js';

/** Puts a request where its age says, also when it comes back. */
export function enqueue(waiting: SimulatedRequest[], request: SimulatedRequest): void {
  let index = waiting.length;
  while (index > 0 && (waiting[index - 1] as SimulatedRequest).facts.askedAt > request.facts.askedAt) index -= 1;
  waiting.splice(index, 0, request);
}

export function dequeue(waiting: SimulatedRequest[], request: SimulatedRequest): void {
  const index = waiting.indexOf(request);
  if (index !== -1) waiting.splice(index, 1);
}
