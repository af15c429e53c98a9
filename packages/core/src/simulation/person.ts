import type { SimulatedClient } from './client.js';
import type { Dice } from './dice.js';

/** Somebody who uses a client: does this and that, and in the end finishes what is under way. */
export interface SimulatedPerson {
  readonly client: SimulatedClient;
  /** Does one thing that comes to mind. */
  act(): void;
  /** Does what all do at the same moment. */
  rush(): void;
  /** Does one thing towards an end. */
  finish(): void;
}

/** What a person has at hand. */
export interface PersonOptions {
  client: SimulatedClient;
  dice: Dice;
  /** A new id, that is the same in every run. */
  uuid(): string;
  /** Ids of all coaches who have been there. */
  coachIds(): readonly string[];
  /** All conversations that were ever asked; a visitor adds theirs. */
  conversationIds: string[];
}

/** Runs one of several deeds, each as likely as its weight. */
export function doOneOf(dice: Dice, deeds: readonly (readonly [weight: number, deed: () => void])[]): void {
  const sum = deeds.reduce((total, [weight]) => total + weight, 0);
  let left = dice.roll() * sum;
  for (const [weight, deed] of deeds) {
    left -= weight;
    if (left >= 0) continue;
    deed();
    return;
  }
}
