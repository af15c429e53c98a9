import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Client } from '@entraide/client';
import { CliError } from '../cli/cli-error.js';
import { openCoach, type Stage, untilGateOpen } from './coach.js';
import type { Dialogue } from './dialogue.js';
import { type DialoguePlan, type Pace, planDialogue } from './plan-dialogue.js';
import { type PlayedDialogue, playDialogue } from './play-dialogue.js';
import { createProgress, type ProgressStream } from './progress.js';
import { readDialogues } from './read-dialogues.js';
import { type ReplayReport, summarize } from './summarize.js';

export interface ReplayOptions {
  file: string;
  stage: Stage;
  pace: Pace;
  /** Dialogues at once, each with a coach of its own. */
  concurrency: number;
  /** How much longer than its own pauses a dialogue may take, beside a second for each turn. */
  graceMs: number;
  /** Dialogues to play; all when absent. */
  limit?: number;
  progress: ProgressStream;
  /** Ends the replay early: what is being played is broken off. */
  signal: AbortSignal;
}

/** A replay that is under way. */
interface Run {
  options: ReplayOptions;
  /** Names this run's coaches, so that slots which another run left taken are none of theirs. */
  name: string;
  dialogues: AsyncGenerator<Dialogue>;
  plans: DialoguePlan[];
  withoutQuestion: number;
  played: PlayedDialogue[];
  /** Why no further dialogue is begun. */
  failure: unknown;
  told(): void;
}

/**
 * Plays recorded dialogues through a running server and compares what came of them. Rejects when it can't begin: the
 * file can't be read to its end, the server can't be reached, or the community stays closed.
 */
export async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const { file, stage, concurrency, signal } = options;
  // Every dialogue listens to it.
  setMaxListeners(0, signal);
  const limit = options.limit === undefined ? {} : { limit: options.limit };
  const total = await countDialogues(readDialogues(file, limit));
  if (total === 0) throw new CliError(`unable to replay; there is no dialogue in ${file}`);
  const name = `replay-${randomUUID().slice(0, 8)}`;
  const first = await openCoach(stage, `${name}-1`, signal);
  const progress = createProgress(total, options.progress);
  const run: Run = {
    ...{
      options,
      name,
      dialogues: readDialogues(file, limit),
      plans: [],
      withoutQuestion: 0,
      played: [],
      failure: null,
    },
    told: () => progress.show(factsOf(run)),
  };
  try {
    await untilGateOpen(first, signal);
    const startedAt = performance.now();
    const slots = Array.from({ length: Math.min(concurrency, total) }, (_, index) => index + 1);
    await Promise.all(slots.map((slot) => playSlot(run, slot, slot === 1 ? first : null)));
    if (run.failure && run.played.length === 0) throw run.failure;
    return summarize({ ...run, total, stopped: whyStopped(run), elapsedMs: performance.now() - startedAt });
  } finally {
    progress.end();
    await first.close();
  }
}

async function countDialogues(dialogues: AsyncIterable<Dialogue>): Promise<number> {
  let count = 0;
  for await (const _ of dialogues) count += 1;
  return count;
}

const whyStopped = ({ failure, options: { signal } }: Run): string | null =>
  failure instanceof Error ? failure.message : signal.aborted ? 'it was interrupted' : null;

const factsOf = ({ played, withoutQuestion }: Run) => ({
  done: played.length + withoutQuestion,
  messages: played.reduce((sum, { sent }) => sum + sent, 0),
  wrong: played.filter(({ unfinished, differences }) => unfinished || differences.length > 0).length,
});

/** Plays one dialogue after another with the same coach. */
async function playSlot(run: Run, slot: number, opened: Client | null): Promise<void> {
  const { stage, pace, graceMs, signal } = run.options;
  let coach = opened;
  let coachCount = 1;
  try {
    coach ??= await openCoach(stage, `${run.name}-${slot}`, signal);
    for (;;) {
      const plan = await nextPlan(run, pace);
      if (!plan) break;
      const played = await playDialogue(plan, { stage, coach, graceMs, signal });
      run.played.push(played);
      run.told();
      if (!played.unfinished || signal.aborted) continue;
      // Its slot may be taken for good, and commands may wait behind one that is never answered.
      await coach.close();
      coachCount += 1;
      coach = await openCoach(stage, `${run.name}-${slot}-${coachCount}`, signal);
    }
  } catch (error) {
    run.failure ??= error;
  } finally {
    await coach?.close();
  }
}

/** The next dialogue that can be played; null when there is none, or none is to be begun. */
async function nextPlan(run: Run, pace: Pace): Promise<DialoguePlan | null> {
  while (!run.failure && !run.options.signal.aborted) {
    const { value, done } = await run.dialogues.next();
    if (done) return null;
    const plan = planDialogue(value, pace);
    run.plans.push(plan);
    if (plan.turns.length > 0) return plan;
    run.withoutQuestion += 1;
    run.told();
  }
  return null;
}
