import { describe, expect, it } from 'vitest';
import { erlangTable, playErlangScenario } from './erlang-scenario.js';
import { fairShareTable, playFairShareScenario } from './fair-share-scenario.js';

describe('the fair-share rule, in short', () => {
  const played = playFairShareScenario({ seed: 1, runs: 6 });
  const of = (figure: string) => played.comparison.figures.find((one) => one.figure === figure);
  it('gives more coaches a conversation, beyond the interval, and answers no fewer visitors', () => {
    expect(of('helpingShare')?.difference?.low).toBeGreaterThan(0.02);
    expect([played.isFairer, played.isHarmless]).toEqual([true, true]);
    expect(of('claimsGini')?.difference?.high).toBeLessThan(0);
  });
  it('is printed', () => {
    expect(fairShareTable(played)).toMatch(/coaches with a conversation .* \*\n\nyes: more coaches .*\nyes: the share/);
  });
});

describe('the Erlang scenario, in short', () => {
  const runs: string[] = [];
  const told = ({ name, done }: { name: string; done: number }) => runs.push(`${name} ${done}`);
  const played = playErlangScenario({ seed: 1, runs: 4, days: 3, told });
  const worlds = new Map(played.worlds.map(({ name, figures }) => [name, figures]));
  it('agrees with the formula', () => {
    expect(played.queue.load).toBeCloseTo(4.63, 2);
    expect(played.agrees).toBe(true);
    expect(played.formula.promptShare).toBeCloseTo(0.888, 3);
    expect(worlds.get('eight slots')?.promptShare?.mean).toBeCloseTo(0.888, 1);
  });
  it('shows what the formula leaves out', () => {
    expect(worlds.get('+ declines')?.promptShare?.high).toBeLessThan(0.3);
    expect(worlds.get('+ impatience')?.answeredShare?.high).toBeLessThan(0.9);
    expect(worlds.get('+ impatience')?.wastedClaimShare?.low).toBeGreaterThan(0.01);
  });
  it('tells of each run, and is printed', () => {
    expect(runs.slice(0, 5)).toEqual([
      'eight slots 1',
      'eight slots 2',
      'eight slots 3',
      'eight slots 4',
      '+ caps of 3 1',
    ]);
    expect(erlangTable(played)).toMatch(/^Erlang C: 4\.63 conversations at once on 8 slots, 88\.8 % within 10 s/);
  });
});
