import type { Clock } from '../ports/clock.js';

/** Named leases in a world's own time. */
export interface Leases {
  /** Takes or renews one; false while another holder has it. */
  take(name: string, holder: string, ttlMs: number): boolean;
}

export function createLeases(clock: Clock): Leases {
  const held = new Map<string, { holder: string; endsAt: number }>();
  return {
    take(name, holder, ttlMs) {
      const lease = held.get(name);
      if (lease && lease.holder !== holder && lease.endsAt > clock.now()) return false;
      held.set(name, { holder, endsAt: clock.now() + ttlMs });
      return true;
    },
  };
}
