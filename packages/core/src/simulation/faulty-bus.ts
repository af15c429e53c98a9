import type { Bus, Hint } from '../ports/bus.js';
import type { Dice } from './dice.js';
import type { Faults } from './faults.js';
import type { VirtualTime } from './virtual-time.js';

/** A bus of a simulated world, which loses, repeats and reorders what it carries. */
export interface FaultyBus {
  /** One node's part of it; a dead node hears nothing. */
  join(isAlive: () => boolean): Bus;
}

export function createFaultyBus({
  time,
  dice,
  faults,
}: {
  time: VirtualTime;
  dice: Dice;
  faults: () => Faults;
}): FaultyBus {
  const listeners = new Set<{ subject: string; hear: (hint: Hint) => void }>();

  function carry(subject: string, text: string) {
    const { isBusDead, lostHints, repeatedHints, lateHints } = faults();
    if (isBusDead) return;
    for (const listener of [...listeners]) {
      if (listener.subject !== subject || dice.happens(lostHints)) continue;
      for (let copies = dice.happens(repeatedHints) ? 2 : 1; copies > 0; copies -= 1) {
        const delayMs = dice.happens(lateHints) ? dice.between(50, 2_500) : dice.between(1, 5);
        time.schedule(delayMs, () => listeners.has(listener) && listener.hear(JSON.parse(text)));
      }
    }
  }

  return {
    join: (isAlive) => ({
      async publish(subject, hint) {
        if (isAlive()) carry(subject, JSON.stringify(hint));
      },
      async subscribe(subject, listener) {
        const own = { subject, hear: (hint: Hint) => isAlive() && listener(hint) };
        listeners.add(own);
        return async () => void listeners.delete(own);
      },
      close: async () => undefined,
    }),
  };
}
