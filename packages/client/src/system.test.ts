import { expect, it } from 'vitest';
import { systemRandom } from './system.js';

it('makes UUIDs of version 7 that begin with the time', () => {
  const before = Date.now();
  const id = systemRandom.uuid();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const time = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Date.now());
  expect(systemRandom.uuid()).not.toBe(id);
});
