import { describe, expect, it } from 'vitest';
import { fraudTable, playFraudScenario } from './fraud-scenario.js';

const scenario = playFraudScenario({ seed: 'honest', runs: 6 });

describe('made-up thanks', () => {
  console.info(fraudTable(scenario));

  it.each(scenario.attackers)('gain less than an honest coach of the same effort: $name', ({ settled }) => {
    expect(settled.mean).toBeLessThan(scenario.honest.settled.low);
  });
  it('cost honest coaches nothing of what is settled', () => {
    expect(scenario.honestLost).toBe(0);
    expect(scenario.honest.reviewed).toBeGreaterThan(0);
    expect(scenario.honest.takenBack).toBe(0);
  });
});
