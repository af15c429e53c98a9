import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoachPresenceFacts, presenceAt, presenceChangesAt } from './presence.js';

const minute = 60_000;
const here: CoachPresenceFacts = {
  connections: 1,
  intent: { status: 'available', until: null },
  lastInputAt: 0,
  missedOfferAt: null,
  canBePinged: true,
};
const away = { status: 'away', until: null } as const;

const table: [string, Partial<CoachPresenceFacts>, number, string][] = [
  ['connected and active', {}, 0, 'present'],
  ['connected twice', { connections: 2 }, 0, 'present'],
  ['idle for less than half an hour', {}, 30 * minute - 1, 'present'],
  ['idle for half an hour', {}, 30 * minute, 'passive'],
  ['an offer let pass', { missedOfferAt: 10 }, 20, 'passive'],
  ['an offer let pass, then input', { missedOfferAt: 10, lastInputAt: 11 }, 20, 'present'],
  ['an offer let pass in the moment of an input', { missedOfferAt: 10, lastInputAt: 10 }, 20, 'present'],
  ['away by choice', { intent: away }, 0, 'away'],
  ['away by choice, and idle', { intent: away }, 60 * minute, 'away'],
  ['away for a while', { intent: { status: 'away', until: 100 } }, 99, 'away'],
  ['the while is over', { intent: { status: 'away', until: 100 } }, 100, 'present'],
  ['available for a while, which is over', { intent: { status: 'available', until: 100 } }, 100, 'away'],
  ['gone, and may be pinged', { connections: 0 }, 0, 'reachable'],
  ['gone, and may not be pinged', { connections: 0, canBePinged: false }, 0, 'away'],
  ['gone, and away by choice', { connections: 0, intent: away }, 0, 'away'],
];

describe('a coach', () => {
  it.each(table)('%s', (_, facts, now, presence) => {
    expect(presenceAt({ ...here, ...facts }, now)).toBe(presence);
  });
  it('is passive after as long as the community says', () => {
    expect([presenceAt(here, 999, 1_000), presenceAt(here, 1_000, 1_000)]).toEqual(['present', 'passive']);
  });
});

const facts = fc.record<CoachPresenceFacts>({
  connections: fc.integer({ min: 0, max: 3 }),
  intent: fc.record({
    status: fc.constantFrom('available', 'away'),
    until: fc.option(fc.integer({ min: 0, max: 2_000 })),
  }),
  lastInputAt: fc.integer({ min: 0, max: 1_000 }),
  missedOfferAt: fc.option(fc.integer({ min: 0, max: 1_000 })),
  canBePinged: fc.boolean(),
});
const moment = fc.integer({ min: 1_000, max: 3_000 });

describe('whatever the facts', () => {
  it('any input makes a passive coach present again', () => {
    fc.assert(
      fc.property(facts, moment, (known, now) => {
        const before = presenceAt(known, now, 500);
        const after = presenceAt({ ...known, lastInputAt: now }, now, 500);
        expect(after).toBe(before === 'passive' ? 'present' : before);
      }),
    );
  });
  it('closing one of two tabs changes nothing', () => {
    fc.assert(
      fc.property(facts, moment, (known, now) => {
        const two = presenceAt({ ...known, connections: 2 }, now, 500);
        expect(presenceAt({ ...known, connections: 1 }, now, 500)).toBe(two);
      }),
    );
  });
  it('nothing changes before the moment that is told', () => {
    fc.assert(
      fc.property(facts, moment, fc.integer({ min: 0, max: 3_000 }), (known, now, wait) => {
        const at = presenceChangesAt(known, now, 500) ?? Number.POSITIVE_INFINITY;
        if (now + wait < at) expect(presenceAt(known, now + wait, 500)).toBe(presenceAt(known, now, 500));
      }),
    );
  });
});
