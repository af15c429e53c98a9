import type { Dialogue } from './dialogue.js';

export interface PlannedTurn {
  from: 'visitor' | 'coach';
  text: string;
  /** Pause between sending the turn before and sending this one. */
  waitMs: number;
}

/** Turns that are not played, by why. */
export interface SkippedTurns {
  /** Nothing to read, or text that no server stores: NUL, half a surrogate pair. */
  blank: number;
  /** Longer than a message may be. */
  tooLong: number;
  /** Of neither a visitor nor a coach. */
  otherSpeaker: number;
}

/** What is to happen in one dialogue. The first turn is the visitor's question. */
export interface DialoguePlan {
  id: string;
  topic?: string;
  locale?: string;
  /** Empty where no visitor ever spoke: there is no question then. */
  turns: readonly PlannedTurn[];
  skipped: SkippedTurns;
}

export interface Pace {
  /** How many times faster than recorded. */
  speed: number;
  /** No pause is longer, after `speed`. */
  gapMaxMs: number;
}

/** Code points of a message. Source: DESIGN, wire contract. */
const textMax = 8_000;

interface KeptTurn {
  from: 'visitor' | 'coach';
  text: string;
  /** Seconds. */
  t: number;
}

/**
 * Plans a dialogue at a pace. A conversation begins with its question, so coach turns that were recorded before the
 * visitor's first are played right after it, in their order.
 */
export function planDialogue({ id, topic, locale, turns }: Dialogue, pace: Pace): DialoguePlan {
  const skipped: SkippedTurns = { blank: 0, tooLong: 0, otherSpeaker: 0 };
  const kept: KeptTurn[] = [];
  for (const { from, text, t = kept.at(-1)?.t ?? 0 } of turns) {
    const reason = whySkipped(from, text);
    if (reason) skipped[reason] += 1;
    else kept.push({ from: from as KeptTurn['from'], text, t });
  }
  const ordered = questionFirst(kept);
  return {
    id,
    ...(topic && { topic }),
    ...(locale && { locale }),
    turns: ordered.map(({ from, text, t }, index) => ({
      from,
      text,
      waitMs: pauseMs(t - (ordered[index - 1]?.t ?? t), pace),
    })),
    skipped,
  };
}

function whySkipped(from: string, text: string): keyof SkippedTurns | null {
  if (from !== 'visitor' && from !== 'coach') return 'otherSpeaker';
  if (text.trim() === '' || text.includes('\0') || !text.isWellFormed()) return 'blank';
  return text.length > textMax && [...text].length > textMax ? 'tooLong' : null;
}

function questionFirst(turns: readonly KeptTurn[]): readonly KeptTurn[] {
  const first = turns.findIndex(({ from }) => from === 'visitor');
  const question = turns[first];
  if (!question) return [];
  const before = turns.slice(0, first).map((turn) => ({ ...turn, t: question.t }));
  return [question, ...before, ...turns.slice(first + 1)];
}

/** Clocks of recordings went back at times; a pause never does. */
const pauseMs = (seconds: number, { speed, gapMaxMs }: Pace) =>
  Math.min(Math.max((seconds * 1_000) / speed, 0), gapMaxMs);

/** How long a plan takes when nothing is slow. */
export const plannedMs = ({ turns }: DialoguePlan): number => turns.reduce((sum, { waitMs }) => sum + waitMs, 0);
