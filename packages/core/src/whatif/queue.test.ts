import { expect, it } from 'vitest';
import { dequeue, enqueue } from './queue.js';
import type { SimulatedRequest } from './world.js';

const asked = (askedAt: number) => ({ facts: { askedAt } }) as SimulatedRequest;

it('keeps the place of a request that comes back', () => {
  const waiting: SimulatedRequest[] = [];
  const [first, second, third] = [asked(1), asked(2), asked(2)] as const;
  for (const request of [first, second, third]) enqueue(waiting, request);
  dequeue(waiting, first);
  expect(waiting).toEqual([second, third]);
  enqueue(waiting, first);
  expect(waiting.map((request) => [first, second, third].indexOf(request))).toEqual([0, 1, 2]);
  dequeue(waiting, asked(9));
  expect(waiting).toHaveLength(3);
});
