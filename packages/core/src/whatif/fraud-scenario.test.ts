import { describe, expect, it } from 'vitest';
import { fraudTable, playFraudScenario } from './fraud-scenario.js';

const scenario = playFraudScenario({ seed: 'honest', runs: 6 });

describe('made-up thanks', () => {
  it.each(scenario.attackers)('gain less than an honest coach of the same effort: $name', ({ settled }) => {
    expect(settled.mean).toBeLessThan(scenario.honest.settled.low);
  });

  it('would pay where nobody looks: it is the guards that these tests are about', () => {
    const gains = scenario.attackers.filter(({ unguarded }) => unguarded > scenario.honest.settled.mean);
    expect(gains.map(({ name }) => name)).toEqual([
      'self-thanks',
      'ring of three',
      'slow drip',
      'slow drip, six in ten',
    ]);
  });

  it('cost honest coaches nothing of what is settled', () => {
    expect(scenario.honestLost).toBe(0);
    expect(scenario.honest.reviewed).toBeGreaterThan(0);
    expect(scenario.honest.takenBack).toBe(0);
  });

  it('read alike for one seed', () => {
    expect(fraudTable(playFraudScenario({ seed: 'honest', runs: 6 }))).toBe(fraudTable(scenario));
  });
});
