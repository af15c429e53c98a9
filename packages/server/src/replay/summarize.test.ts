import { expect, it } from 'vitest';
import type { PlayedDialogue } from './play-dialogue.js';
import { printReport } from './print-report.js';
import { spreadOf, summarize } from './summarize.js';

const played = (changes: Partial<PlayedDialogue>): PlayedDialogue => ({
  id: 'd',
  sent: 3,
  claimMs: 4,
  deliveredMs: [1, 2],
  outcome: 'served',
  compared: 3,
  differences: [],
  unfinished: null,
  ...changes,
});
const outcomes = (...dialogues: PlayedDialogue[]) => ({
  total: dialogues.length,
  plans: [{ skipped: { blank: 1, tooLong: 0, otherSpeaker: 2 } }],
  withoutQuestion: 0,
  played: dialogues,
  stopped: null,
  elapsedMs: 2_000,
});

it('is well when every dialogue came to its end and nothing differs', () => {
  const report = summarize(outcomes(played({}), played({ outcome: 'abandoned', claimMs: null, compared: 2 })));
  expect(report).toMatchObject({
    ok: true,
    claims: 1,
    closed: { abandoned: 1, served: 1 },
    compared: 5,
    messagesPerSecond: 3,
    turns: { sent: 6, skipped: { blank: 1, otherSpeaker: 2 } },
  });
  expect(printReport(report)).toContain('nothing lost, doubled, reordered or changed');
});

it.each([
  [
    'a difference',
    outcomes(played({ differences: [{ reader: 'late', kind: 'lost', turn: 2 }] })),
    'd: late sees turn 2 lost',
  ],
  [
    'an unfinished dialogue',
    outcomes(played({ unfinished: 'it took over 60 s' })),
    'd did not finish: it took over 60 s',
  ],
  [
    'a dialogue that was never begun',
    { ...outcomes(played({})), total: 2, stopped: 'it was interrupted' },
    'interrupted',
  ],
])('is not well with %s, and says so', (_, found, words) => {
  const report = summarize(found);
  expect(report.ok).toBe(false);
  expect(printReport(report)).toContain(words);
  expect(printReport(report)).toContain('FAILED');
});

it('counts a dialogue without a question as neither played nor wrong', () => {
  expect(summarize({ ...outcomes(played({})), total: 2, withoutQuestion: 1 }).ok).toBe(true);
});

it('takes percentiles that really occurred', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(spreadOf(hundred)).toEqual({ count: 100, p50: 50, p99: 99 });
  expect(spreadOf([7])).toEqual({ count: 1, p50: 7, p99: 7 });
  expect(spreadOf([])).toEqual({ count: 0, p50: null, p99: null });
});
