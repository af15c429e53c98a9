import { expect, it } from 'vitest';
import { createAcceptRate } from './accept-rate.js';

it('F10: takes a burst, then so many a second, and no more for having waited long', () => {
  let time = 0;
  const rate = createAcceptRate({ perSecond: 100, burst: 50 }, () => time);
  const takes = () => Array.from({ length: 200 }, rate.take).filter(Boolean).length;
  expect(takes()).toBe(50);
  time += 100;
  expect(takes()).toBe(10);
  time += 60_000;
  expect(takes()).toBe(50);
});
