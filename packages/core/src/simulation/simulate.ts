import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Storage, ViewDefinition } from '../ports/storage.js';
import { systemIds } from '../system.js';
import { checkJournals } from './check-journals.js';
import { createCountedIds } from './counted-ids.js';
import { createDice, type Dice } from './dice.js';
import { drawFaults } from './faults.js';
import type { JournalEntry } from './journal.js';
import type { SimulatedPerson } from './person.js';
import { readTruth } from './truth.js';
import type { Violation } from './violation.js';
import { createVirtualTime, type VirtualTime } from './virtual-time.js';
import { createWorld } from './world.js';
import { drawSettings } from './world-settings.js';

/** Makes a fresh, empty storage for one world. Its `close` is called at the world's end. */
export type CreateStorage = (options: {
  clock: Clock;
  ids: Ids;
  views: readonly ViewDefinition[];
}) => Storage | Promise<Storage>;

export interface SimulateOptions {
  seed: number;
  /** @defaultValue in memory */
  createStorage?: CreateStorage;
}

/** What became of one world. */
export interface Simulated {
  seed: number;
  /** Digest of all that its people noted and its storage holds: the same in every run of the seed. */
  trace: string;
  /** Names of the faults that were on. */
  faults: readonly string[];
  violations: readonly Violation[];
  /** What befell the world, with times since it began. */
  plot: readonly { at: number; text: string }[];
  journal: readonly JournalEntry[];
  startAt: number;
  figures: { commands: number; events: number; virtualMs: number };
}

/** When a world begins; Unix milliseconds, early in a day of UTC, so that no day ends within it. */
const startAt = 1_800_000_000_000 - (1_800_000_000_000 % 86_400_000) + 3_600_000;
/** What a node's clock may be off by while nothing has failed yet, and storage and wire take. */
const slackMs = 500;

/** Lives one world: a while in which everything may fail, then one in which nothing does, and all must come to its end. */
export async function simulate({ seed, createStorage = createMemoryStorage }: SimulateOptions): Promise<Simulated> {
  const dice = createDice(`seed ${seed}`);
  const time = createVirtualTime(startAt);
  const { faults, names } = drawFaults(dice.named('faults'));
  const settings = drawSettings(dice.named('settings'));
  const storage = await createStorage({ clock: time, ids: createCountedIds(`${seed} storage`), views });
  const world = createWorld({ time, dice: dice.named('world'), faults, storage, settings });
  const healedAt = await live({ time, dice: dice.named('life'), world });
  const truth = await readTruth(storage, settings.id);
  await storage.close();
  const { journal, plot } = world;
  const terms = {
    capacityMax: settings.capacityMax,
    healedAt,
    endedAt: time.now(),
    clockOffMsMax: faults.jumpMsMax + slackMs,
  };
  const violations = checkJournals({ journal, truth, terms });
  return {
    seed,
    trace: systemIds.digest(JSON.stringify([journal, truth.log])),
    faults: names,
    violations,
    plot,
    journal,
    startAt,
    figures: {
      commands: new Set(journal.flatMap((entry) => (entry.is === 'sent' ? [entry.commandId] : []))).size,
      events: truth.log.length,
      virtualMs: time.now() - startAt,
    },
  };
}

interface Life {
  time: VirtualTime;
  dice: Dice;
  world: ReturnType<typeof createWorld>;
}

const secondMs = 1_000;
const calmMs = 3 * secondMs;
const quietMs = 4 * secondMs;

/** Resolves when all faults ended. */
async function live({ time, dice, world }: Life): Promise<number> {
  const { people } = world;
  let mode: 'act' | 'finish' | null = 'act';
  const keepDoing = (person: SimulatedPerson, own: Dice) =>
    time.schedule(own.between(100, mode === 'finish' ? 800 : 1_400), () => {
      if (mode) person[mode]();
      keepDoing(person, own);
    });
  for (const [index, person] of people.entries()) {
    time.schedule(dice.between(1, 500), () => person.client.connect());
    keepDoing(person, dice.named(`person ${index}`));
  }
  const rush = () =>
    time.schedule(dice.between(500, 4_000), () => {
      if (mode === 'act') for (const person of people) person.rush();
      rush();
    });
  rush();
  await time.runUntil(time.now() + dice.between(6, 14) * secondMs);
  world.heal();
  const healedAt = time.now();
  await time.runUntil(healedAt + calmMs);
  mode = null;
  await time.runUntil(time.now() + quietMs);
  for (const { client } of people) client.feeds.look();
  await time.runUntil(time.now() + secondMs);
  mode = 'finish';
  await time.runUntil(time.now() + 8 * secondMs);
  mode = null;
  // Until the last points are settled.
  await time.runUntil(time.now() + 8 * secondMs);
  return healedAt;
}
