import { type Client, createClient, createMemoryStorage, type Outcome } from '@entraide/client';
import type { Stage } from './coach.js';
import { type Comparison, compareReaders } from './compare-readers.js';
import { createDeadline } from './deadline.js';
import { createDeliveryTimes } from './delivery-times.js';
import { type DialoguePlan, plannedMs } from './plan-dialogue.js';
import { readTranscript } from './read-transcript.js';
import { playScene, type Scene } from './scene.js';
import { until } from './until.js';

/** What became of a dialogue. */
export interface PlayedDialogue extends Comparison {
  id: string;
  /** Turns that the server acknowledged. */
  sent: number;
  /** From claiming to the answer. Null where nobody claimed. */
  claimMs: number | null;
  deliveredMs: readonly number[];
  /** Why it did not come to its end; null if it did. */
  unfinished: string | null;
}

export interface PlayOptions {
  stage: Stage;
  coach: Client;
  /** How much longer than its own pauses a dialogue may take, beside a second for each turn. */
  graceMs: number;
  signal: AbortSignal;
}

/** As slow as the usual limits of a visitor's rate make it, four times over. */
const perTurnMs = 1_000;
const endWithinMs = 3_000;

/** Plays one dialogue from question to close, and compares what came of it. Never rejects. */
export async function playDialogue(plan: DialoguePlan, options: PlayOptions): Promise<PlayedDialogue> {
  const { stage, coach, graceMs } = options;
  const { community, transport } = stage;
  const ms = Math.ceil(plannedMs(plan) + plan.turns.length * perTurnMs + graceMs);
  const deadline = createDeadline(ms, { reason: `it took over ${(ms / 1_000).toFixed(1)} s`, outer: options.signal });
  const { signal } = deadline;
  const storage = createMemoryStorage();
  const visitor = createClient({ community, transport, storage });
  const scene: Scene = {
    ...{ plan, visitor, coach, signal, asked: null, claimed: null, claimMs: null, sent: 0 },
    ...{ times: createDeliveryTimes(), ends: [] },
  };
  const ended = async (): Promise<Comparison & { unfinished: string | null }> => {
    try {
      await playScene(scene);
      const asked = scene.asked as NonNullable<Scene['asked']>;
      const late = await readTranscript(asked.id, { community, transport, storage }, signal);
      const readers = { visitor: asked, coach: scene.claimed, late };
      const comparison = await compareReaders(plan.turns, readers, signal);
      return { ...comparison, unfinished: comparison.outcome ? null : 'it is not closed' };
    } catch (error) {
      return { outcome: await breakOff(scene), compared: 0, differences: [], unfinished: (error as Error).message };
    }
  };
  const end = await ended();
  deadline.clear();
  for (const leave of scene.ends) leave();
  await visitor.close();
  const { sent, claimMs, times } = scene;
  return { id: plan.id, sent, claimMs, deliveredMs: times.deliveredMs, ...end };
}

/** Leaves no request waiting and no slot taken, as far as the server still answers: the coach ends it, or the visitor. */
async function breakOff({ asked, claimed }: Scene): Promise<Outcome | null> {
  if (!asked) return null;
  const endings = [() => asked.leave()];
  if (claimed) endings.unshift(() => claimed.close({ outcome: 'abandoned' }));
  for (const end of endings) {
    const { signal, clear } = createDeadline(endWithinMs, { reason: 'the server does not answer' });
    // Whether it worked is seen in the conversation.
    end().catch(() => undefined);
    const outcome = await until(asked, ({ summary }) => summary.outcome, signal).catch(() => null);
    clear();
    if (outcome) return outcome;
  }
  return null;
}
