import { expect, it } from 'vitest';
import type { Committed } from '../engine/create-engine.js';
import { createOwnLog } from './own-log.js';

const committed = (position: number, events = 1) =>
  ({ community: 'shop', position, rows: [], changes: [{ events: Array(events).fill({}) }] }) as unknown as Committed;

function logReached(position: number) {
  const log = createOwnLog();
  log.reach(position);
  return log;
}

it('knows nothing of what stood there before the first look', () => {
  const log = createOwnLog();
  log.wrote(committed(1));
  expect(log.reach(1)).toBe(false);
  expect(log.reach(1)).toBe(true);
});

it('is its own where its commits follow each other, whatever they hold', () => {
  const log = logReached(10);
  for (const one of [committed(11), committed(14, 3), committed(15, 0)]) log.wrote(one);
  expect(log.reach(15)).toBe(true);
});

it('is not its own where a position is missing, before, between or after its commits', () => {
  for (const positions of [[12], [11, 13], [11, 12]]) {
    const log = logReached(10);
    for (const position of positions) log.wrote(committed(position));
    expect(log.reach(13)).toBe(false);
  }
});

it('goes on from a look: what another wrote is looked at once', () => {
  const log = logReached(10);
  for (const position of [11, 13, 14]) log.wrote(committed(position));
  expect(log.reach(13)).toBe(false);
  expect(log.reach(14)).toBe(true);
});

it('is its own where other nodes’ signs of life stand between its commits, whenever they are heard of', () => {
  const log = logReached(10);
  for (const position of [11, 13, 14]) log.wrote(committed(position));
  log.isKnown(12);
  log.isKnown(15);
  expect(log.reach(15)).toBe(true);
});

it('is not its own after something that was not looked at, nor where the log went back', () => {
  const log = logReached(10);
  log.forget(8);
  expect(log.reach(10)).toBe(false);
  log.forget();
  expect(log.reach(10)).toBe(false);
  expect(log.reach(9)).toBe(false);
});
