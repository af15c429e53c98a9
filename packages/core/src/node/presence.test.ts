import { expect, it } from 'vitest';
import { emptyCoach } from '../coach/evolve.js';
import { parseCommunity } from '../settings.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createPresence } from './presence.js';

it('keeps the newer of two states, whichever came first', () => {
  const settings = parseCommunity({ id: 'shop' });
  const presence = createPresence({ settings, clock: createManualClock(), changed: () => undefined });
  const state = { ...emptyCoach, kind: 'coach' as const, name: 'Ben' };
  presence.connect('ben', { state, version: 1 });
  presence.update('ben', { state: { ...state, slots: ['a'] }, version: 2 });
  // A second tab whose read began before the claim.
  presence.connect('ben', { state, version: 1 });
  expect(presence.rows()).toMatchObject([{ openCount: 1 }]);
  presence.update('ben', { state, version: 1 });
  expect(presence.rows()).toMatchObject([{ openCount: 1 }]);
  presence.update('ben', { state, version: 3 });
  expect(presence.rows()).toMatchObject([{ openCount: 0 }]);
});
