import { expect, it } from 'vitest';
import { passesGate } from './passes-gate.js';

const ladder = ['bronze', 'silver', 'gold'];

it('an announcement without a gate is for everybody', () => {
  expect(passesGate(null, null)).toBe(true);
  expect(passesGate(null, 'gold', { ladder })).toBe(true);
});

it('a gate lets through its own tier and those above it, and nobody without a tier', () => {
  expect(['bronze', 'silver', 'gold', null].map((tier) => passesGate('silver', tier, { ladder }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it('a tier that the ladder does not know is above no other', () => {
  expect(passesGate('silver', 'platinum', { ladder })).toBe(false);
  expect(passesGate('platinum', 'gold', { ladder })).toBe(false);
  expect(passesGate('platinum', 'platinum', { ladder })).toBe(true);
});
