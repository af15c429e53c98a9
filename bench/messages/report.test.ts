import { describe, expect, it } from 'vitest';
// biome-ignore lint/correctness/useImportExtensions: Node runs it as it is, with no build between.
import { median, summariseRounds, toJson, toText } from './report.mjs';

const options = {
  targets: ['ws-relay', 'socketio-tx', 'entraide'],
  metrics: ['messages_per_second', 'p50_ms'],
  references: ['ws-relay', 'socketio-tx'],
};
/** The machine is twice as fast in the second round; the third lost one reference. */
const rounds = [
  { 'ws-relay': { messages_per_second: 100, p50_ms: 1 }, entraide: { messages_per_second: 50, p50_ms: 2 } },
  { 'ws-relay': { messages_per_second: 200, p50_ms: 1 }, entraide: { messages_per_second: 120, p50_ms: undefined } },
  { 'socketio-tx': { messages_per_second: 10 }, entraide: { messages_per_second: 70, p50_ms: 3 } },
];

describe('median', () => {
  it('is the middle one, or the mean of the two in the middle', () => {
    expect(median([10, 9, 1])).toBe(9);
    expect(median([10, 2, 4, 1])).toBe(3);
  });
});

describe('a summary of rounds', () => {
  const rows = summariseRounds(rounds, options);
  const rowOf = (target: string, metric: string) => rows.find((row) => row.target === target && row.metric === metric);

  it('has the median and the range of what was measured', () => {
    expect(rowOf('entraide', 'messages_per_second')).toMatchObject({ median: 70, min: 50, max: 120 });
    expect(rowOf('entraide', 'p50_ms')).toMatchObject({ median: 2.5, min: 2, max: 3 });
  });

  it('takes ratios within a round, and only of rounds that have both', () => {
    expect(rowOf('entraide', 'messages_per_second')?.ratios).toEqual({
      'ws-relay': { median: 0.55, min: 0.5, max: 0.6 },
      'socketio-tx': { median: 7, min: 7, max: 7 },
    });
    expect(rowOf('entraide', 'p50_ms')?.ratios).toEqual({ 'ws-relay': { median: 2, min: 2, max: 2 } });
  });

  it('has no row for a metric that a target lacks, and no ratio of a target to itself', () => {
    expect(rowOf('socketio-tx', 'p50_ms')).toBeUndefined();
    expect(rowOf('ws-relay', 'p50_ms')?.ratios).toEqual({});
  });

  it('lists the targets of one metric after those of another, in the order given', () => {
    expect(rows.map(({ target, metric }) => `${target} ${metric}`)).toEqual([
      'ws-relay messages_per_second',
      'socketio-tx messages_per_second',
      'entraide messages_per_second',
      'ws-relay p50_ms',
      'entraide p50_ms',
    ]);
  });

  it('is written as JSON in the form of all benchmarks', () => {
    const json = toJson(rows, { bench: 'messages', rounds: 3 });
    expect(json).toMatchObject({ bench: 'messages', rounds: 3 });
    expect(json.rows[2]).toEqual({
      target: 'entraide',
      metric: 'messages_per_second',
      median: 70,
      min: 50,
      max: 120,
      ratioTo: { 'ws-relay': 0.55, 'socketio-tx': 7 },
    });
    expect(json.rows[3]).toEqual({ target: 'ws-relay', metric: 'p50_ms', median: 1, min: 1, max: 1 });
  });

  it('is printed with each ratio and its range', () => {
    const text = toText(rows, {
      metrics: [
        { name: 'messages_per_second', title: 'messages per second' },
        { name: 'cpu', title: 'CPU' },
      ],
      references: options.references,
    });
    expect(text).toMatch(/entraide +70 +50 – 120 +0\.55 \(0\.5 – 0\.6\) +7 \(7 – 7\)/);
    expect(text).toMatch(/CPU\n {2}not measured here/);
  });
});
