import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fraudTable, playFraudScenario } from '@entraide/core/whatif';
import { expect, it } from 'vitest';

const guide = readFileSync(path.resolve(import.meta.dirname, '../docs/guides/recognition.md'), 'utf8');
const printed = /<!-- fraud -->\n\n```\n([\s\S]*?)\n```\n\n<!-- \/fraud -->/.exec(guide)?.[1];

it('the guide shows what made-up thanks gain, as it is now', () => {
  expect(printed).toBe(fraudTable(playFraudScenario({ seed: 'guide', runs: 6 })));
});
