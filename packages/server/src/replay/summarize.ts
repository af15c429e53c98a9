import type { DialoguePlan, SkippedTurns } from './plan-dialogue.js';
import type { PlayedDialogue } from './play-dialogue.js';

/** Milliseconds, to a tenth; null where nothing was measured. */
export interface Spread {
  count: number;
  p50: number | null;
  p99: number | null;
}

/** What a replay found: what `--json` writes. */
export interface ReplayReport {
  dialogues: {
    /** In the file, up to the limit. */
    total: number;
    /** Played to their end. */
    finished: number;
    unfinished: number;
    /** Not played, as no visitor speaks in them. */
    withoutQuestion: number;
  };
  turns: { sent: number; skipped: SkippedTurns };
  claims: number;
  /** Conversations by how the server says that they ended. */
  closed: Readonly<Record<string, number>>;
  /** From claiming to the answer. */
  claimMs: Spread;
  /** From sending to the other side seeing it, of messages sent while both were there. */
  deliveryMs: Spread;
  seconds: number;
  messagesPerSecond: number;
  /** Transcripts that were compared. */
  compared: number;
  differences: readonly { dialogue: string; reader: string; kind: string; turn: number }[];
  unfinished: readonly { dialogue: string; reason: string }[];
  /** Why the rest was not played; null if all were. */
  stopped: string | null;
  /** Whether every dialogue came to its end and nothing differs. */
  ok: boolean;
}

export interface Outcomes {
  total: number;
  plans: readonly Pick<DialoguePlan, 'skipped'>[];
  withoutQuestion: number;
  played: readonly PlayedDialogue[];
  stopped: string | null;
  elapsedMs: number;
}

export function summarize(outcomes: Outcomes): ReplayReport {
  const { total, plans, withoutQuestion, played, stopped, elapsedMs } = outcomes;
  const sent = sum(played.map((one) => one.sent));
  const unfinished = played.flatMap(({ id, unfinished: reason }) => (reason ? [{ dialogue: id, reason }] : []));
  const differences = played.flatMap(({ id, differences: found }) =>
    found.map(({ reader, kind, turn }) => ({ dialogue: id, reader, kind, turn })),
  );
  const finished = played.length - unfinished.length;
  const claimsMs = played.flatMap(({ claimMs }) => claimMs ?? []);
  return {
    dialogues: {
      total,
      finished,
      unfinished: unfinished.length,
      withoutQuestion,
    },
    turns: { sent, skipped: addSkipped(plans) },
    claims: claimsMs.length,
    closed: countBy(played.map(({ outcome }) => outcome ?? 'not_closed')),
    claimMs: spreadOf(claimsMs),
    deliveryMs: spreadOf(played.flatMap(({ deliveredMs }) => deliveredMs)),
    seconds: round(elapsedMs / 1_000),
    messagesPerSecond: elapsedMs > 0 ? round((sent * 1_000) / elapsedMs) : 0,
    compared: sum(played.map(({ compared }) => compared)),
    differences,
    unfinished,
    stopped,
    ok: finished + withoutQuestion === total && differences.length === 0,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const round = (number: number) => Math.round(number * 10) / 10;

function addSkipped(plans: Outcomes['plans']): SkippedTurns {
  const total = (reason: keyof SkippedTurns) => sum(plans.map(({ skipped }) => skipped[reason]));
  return { blank: total('blank'), tooLong: total('tooLong'), otherSpeaker: total('otherSpeaker') };
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys.toSorted()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** By nearest rank: a figure that really occurred. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const number = sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)];
    return number === undefined ? null : round(number);
  };
  return { count: sorted.length, p50: at(0.5), p99: at(0.99) };
}
