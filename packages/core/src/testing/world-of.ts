import type { Person, World } from '../engine/rooms.js';
import { parseCommunity } from '../settings.js';

/** A world in which nothing is in the way: the gate is open, every topic is one, everybody sees everything. */
export const worldOf = (actor: Person, now: number): World => ({
  now,
  actor,
  gateOpen: true,
  topics: { has: () => true },
  openCount: 0,
  leaseMs: 60_000,
  requestMs: { now: 60_000, later: 60_000 },
  capacityMax: 4,
  patience: parseCommunity({ id: 'shop' }).patience,
  blockedVisitorIds: [],
  sees: () => true,
});
