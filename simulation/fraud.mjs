// `npm run simulate:fraud -- OPTIONS` plays written attackers beside honest coaches and prints what each gained.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const help = `npm run simulate:fraud -- [--seed TEXT] [--runs N] [--json FILE]

Plays attackers (self-thanks, a ring of three, a burst, a slow drip, reversal farming, laundering in another community)
for sixty days beside honest coaches of the same effort, on the ledger, the rules and the guards of @entraide/core, and
prints what each gained. Exit status 1 where an attacker beats the honest coach, or an honest coach lost a settled point.

  --seed TEXT   names the runs: the same seed plays the same [guide]
  --runs N      communities to play, at least 2 [6]
  --json FILE   writes the figures, too

Build the packages first: npm run build`;

async function run({ seed, runs, json }) {
  const { fraudTable, playFraudScenario } = await import('../packages/core/dist/whatif/index.js');
  const scenario = playFraudScenario({ seed, runs });
  const { honest, attackers, honestLost } = scenario;
  const winners = attackers.filter(({ settled }) => settled.mean >= honest.settled.low);
  console.log(fraudTable(scenario));
  console.log(`\n${winners.length} attackers beat an honest coach; honest coaches lost ${honestLost} settled points`);
  if (json) await writeFile(json, `${JSON.stringify({ simulation: 'fraud', seed, runs, ...scenario }, null, 2)}\n`);
  return winners.length === 0 && honestLost === 0;
}

try {
  const text = { type: 'string' };
  const options = { seed: text, runs: text, json: text, help: { type: 'boolean' } };
  const { values } = parseArgs({ options });
  const { seed = 'guide', json } = values;
  const runs = Number(values.runs ?? 6);
  if (values.help) console.log(help);
  else if (!Number.isInteger(runs) || runs < 2) throw new Error('--runs must be a whole number, at least 2');
  else if (!(await run({ seed, runs, json }))) process.exitCode = 1;
} catch (error) {
  console.error(`unable to simulate; ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
