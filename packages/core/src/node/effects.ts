import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { LoggedEvent } from '../ports/storage.js';
import { attemptUnder } from './attempt-under.js';
import type { NodeLogEntry } from './types.js';

/** Something outside the process that follows from an event. `id` is the same for every attempt, on every node. */
export type HandleEvent = (event: LoggedEvent, attempt: { id: string; signal: AbortSignal }) => Promise<void>;

/** The effects of a few events, tried side by side until each is over: done, or given up. */
export interface Effects {
  /** Tries those that are due. Resolves whether all are over. Never rejects. */
  tryDue(): Promise<boolean>;
}

export interface EffectsOptions {
  clock: Clock;
  ids: Ids;
  log: (entry: NodeLogEntry) => void;
  /** Names them in the log. */
  consumer: string;
  handle: HandleEvent;
  /** Once aborted, nothing counts as tried. */
  signal: AbortSignal;
}

/** Tries of one effect. The waits between them grow to `waitMsMax`: four minutes in all on average, eight at most. */
export const triesMax = 10;
const waitMs = 1_000;
const waitMsMax = 2 * 60_000;
/** An attempt that takes longer has failed. */
const attemptMs = 20_000;

interface Effect {
  event: LoggedEvent;
  id: string;
  tries: number;
  dueAt: number;
  isOver: boolean;
}

const effectId = ({ community, stream, offset }: LoggedEvent) => `${community}/${stream}#${offset}`;

export function createEffects(events: readonly LoggedEvent[], options: EffectsOptions): Effects {
  const effects = events.map((event) => ({ event, id: effectId(event), tries: 0, dueAt: 0, isOver: false }));
  return {
    async tryDue() {
      const now = options.clock.now();
      const due = effects.filter(({ isOver, dueAt }) => !isOver && dueAt <= now);
      await Promise.all(due.map((effect) => tryOnce(effect, options)));
      return effects.every(({ isOver }) => isOver);
    },
  };
}

async function tryOnce(effect: Effect, options: EffectsOptions): Promise<void> {
  const { clock, ids, log, signal, handle } = options;
  const { event, id } = effect;
  try {
    await attemptUnder({ clock, signal, withinMs: attemptMs }, (own) => handle(event, { id, signal: own }));
    effect.isOver = true;
  } catch (error) {
    if (signal.aborted) return;
    effect.tries += 1;
    effect.isOver = effect.tries >= triesMax;
    const facts = { community: event.community, consumer: options.consumer, id, type: event.type, tries: effect.tries };
    if (effect.isOver) log({ level: 'error', event: 'effect_given_up', ...facts, error });
    else log({ level: 'warn', event: 'effect_failed', ...facts, error });
    // Full jitter: anywhere up to the bound, so that those who failed together don't come back together.
    effect.dueAt = clock.now() + random(ids) * Math.min(waitMs * 2 ** effect.tries, waitMsMax);
  }
}

/** From 0 to 1. */
const random = (ids: Ids) => Number.parseInt(ids.uuid().slice(0, 8), 16) / 2 ** 32;
