import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTranscript, type SeenTurn } from './compare-transcript.js';

/** `v:hello` is the visitor's. */
const turns = (...lines: string[]): SeenTurn[] =>
  lines.map((line) => ({ from: line.startsWith('v:') ? 'visitor' : 'coach', text: line.slice(2) }));

const sent = turns('v:how?', 'c:ok', 'v:ok', 'c:ok', 'v:bye');

describe('the comparison', () => {
  it('finds nothing where all is the same', () => {
    expect(compareTranscript(sent, turns('v:how?', 'c:ok', 'v:ok', 'c:ok', 'v:bye'))).toBeNull();
    expect(compareTranscript([], [])).toBeNull();
  });

  it.each([
    ['lost', 1, turns('v:how?', 'v:ok', 'c:ok', 'v:bye')],
    ['lost', 4, turns('v:how?', 'c:ok', 'v:ok', 'c:ok')],
    ['lost', 0, turns()],
    ['doubled', 2, turns('v:how?', 'c:ok', 'c:ok', 'v:ok', 'c:ok', 'v:bye')],
    ['doubled', 5, turns('v:how?', 'c:ok', 'v:ok', 'c:ok', 'v:bye', 'v:bye')],
    ['reordered', 1, turns('v:how?', 'v:ok', 'c:ok', 'c:ok', 'v:bye')],
    ['changed', 4, turns('v:how?', 'c:ok', 'v:ok', 'c:ok', 'v:bye ')],
    ['changed', 0, turns('c:how?', 'c:ok', 'v:ok', 'c:ok', 'v:bye')],
    ['foreign', 3, turns('v:how?', 'c:ok', 'v:ok', 'c:buy!', 'c:ok', 'v:bye')],
  ])('finds a turn %s at %i', (kind, turn, seen) => {
    expect(compareTranscript(sent, seen)).toEqual({ kind, turn });
  });

  it('tells a changed text from the same one in another normal form', () => {
    expect(compareTranscript(turns('v:caf\u00e9'), turns('v:cafe\u0301'))).toEqual({ kind: 'changed', turn: 0 });
  });

  it('takes an erased text for a changed one', () => {
    expect(compareTranscript(turns('v:a'), [{ from: 'visitor', text: null }])).toEqual({ kind: 'changed', turn: 0 });
  });

  it('names two faults at once after the first', () => {
    expect(compareTranscript(sent, turns('v:how?', 'v:ok', 'v:ok', 'c:ok', 'v:bye'))?.turn).toBe(1);
  });

  it('finds a difference exactly where there is one', () => {
    const turn = fc.record({ from: fc.constantFrom('visitor', 'coach'), text: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(fc.array(turn), fc.array(turn), (before, after) => {
        const same = JSON.stringify(before) === JSON.stringify(after);
        expect(compareTranscript(before, after) === null).toBe(same);
      }),
    );
  });
});
