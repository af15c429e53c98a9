import { describe, expect, it } from 'vitest';
import type { Dialogue } from './dialogue.js';
import { planDialogue, plannedMs } from './plan-dialogue.js';

const pace = { speed: 10, gapMaxMs: 1_000 };
const dialogue = (...turns: [from: string, text: string, t?: number][]): Dialogue => ({
  id: 'd',
  turns: turns.map(([from, text, t]) => ({ from, text, ...(t !== undefined && { t }) })),
});
const plan = (...turns: [from: string, text: string, t?: number][]) => planDialogue(dialogue(...turns), pace);

describe('a plan', () => {
  it('divides pauses by the speed and shortens what is still longer than the longest', () => {
    const { turns } = plan(['visitor', 'a', 3], ['coach', 'b', 5], ['visitor', 'c', 500], ['coach', 'd', 500.5]);
    expect(turns.map(({ waitMs }) => waitMs)).toEqual([0, 200, 1_000, 50]);
    expect(plannedMs(plan(['visitor', 'a', 0], ['coach', 'b', 2], ['coach', 'c', 90]))).toBe(1_200);
  });

  it('waits at true pace when the speed is one', () => {
    const { turns } = planDialogue(dialogue(['visitor', 'a', 0], ['coach', 'b', 21]), { speed: 1, gapMaxMs: 60_000 });
    expect(turns[1]?.waitMs).toBe(21_000);
  });

  it('never waits a negative time, nor where no time was noted', () => {
    const { turns } = plan(['visitor', 'a', 9], ['coach', 'b', 8], ['coach', 'c'], ['visitor', 'd', 8.1]);
    expect(turns.map(({ waitMs }) => Math.round(waitMs))).toEqual([0, 0, 0, 10]);
  });

  it('counts the pause around a skipped turn once', () => {
    const { turns } = plan(['visitor', 'a', 0], ['coach', ' ', 1], ['coach', 'b', 2]);
    expect(turns[1]?.waitMs).toBe(200);
  });

  it('skips and counts what is blank, can not be stored, is too long or of somebody else', () => {
    const { turns, skipped } = plan(
      ['visitor', 'a'],
      ['visitor', ''],
      ['coach', ' \n\t'],
      ['coach', 'a NUL \0'],
      ['coach', 'half a pair \ud83d'],
      ['coach', 'x'.repeat(8_001)],
      ['coach', '𝒳'.repeat(8_000)],
      ['system', 'typed'],
    );
    expect(turns.map(({ from }) => from)).toEqual(['visitor', 'coach']);
    expect(skipped).toEqual({ blank: 4, tooLong: 1, otherSpeaker: 1 });
  });

  it('begins with the question and plays earlier coach turns right after it, in their order', () => {
    const { turns } = plan(['coach', 'hello', 0], ['coach', 'ask!', 5], ['visitor', 'how?', 30], ['coach', 'so', 31]);
    expect(turns).toEqual([
      { from: 'visitor', text: 'how?', waitMs: 0 },
      { from: 'coach', text: 'hello', waitMs: 0 },
      { from: 'coach', text: 'ask!', waitMs: 0 },
      { from: 'coach', text: 'so', waitMs: 100 },
    ]);
  });

  it('has no turns where no visitor speaks', () => {
    expect(plan(['coach', 'hello'], ['visitor', '  ']).turns).toEqual([]);
  });

  it('keeps texts byte for byte', () => {
    expect(plan(['visitor', ' a\u2028é ']).turns[0]?.text).toBe(' a\u2028é ');
  });
});
