import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findPostgresProblem } from '../messages/databases.mjs';
import { summariseRounds, toJson, toText } from '../messages/report.mjs';
import { help, parseOptions } from './options.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const say = (line) => process.stderr.write(`${line}\n`);
const metric = 'transfers_per_second';
const references = ['raw-insert'];

/** Entraide is measured as it is published, so it has to be built. */
function build() {
  if (existsSync(path.join(root, 'packages/server/dist/index.js'))) return;
  const args = [path.join(root, 'scripts/build.mjs')];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('unable to measure the ledger; it does not build');
}

async function run(options) {
  build();
  const { measurements, needsPostgres } = await import('./measure.mjs');
  const problem = await findPostgresProblem();
  if (problem && process.env.ENTRAIDE_REQUIRE_SERVICES === '1') throw new Error(problem);
  const targets = options.targets.filter((target) => !problem || !needsPostgres.includes(target));
  if (targets.length < options.targets.length) say(`not measured: ${needsPostgres.join(', ')} (${problem})`);
  const rounds = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const measured = {};
    for (const target of targets) {
      measured[target] = { [metric]: await measurements[target](options) };
      say(`round ${round + 1}: ${target} ${Math.round(measured[target][metric])} transfers a second`);
    }
    rounds.push(measured);
  }
  const rows = summariseRounds(rounds, { targets, metrics: [metric], references });
  const title = `transfers stored a second (Entraide: ${options.callers} callers, ${options.coaches} coaches)`;
  process.stdout.write(`${toText(rows, { metrics: [{ name: metric, title }], references })}\n`);
  const json = toJson(rows, { bench: 'ledger', rounds: options.rounds });
  if (options.json) await writeFile(options.json, `${JSON.stringify(json, null, 2)}\n`);
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.isHelp) process.stdout.write(help);
  else await run(options);
} catch (error) {
  say(`unable to run the benchmark; ${error.message}`);
  process.exitCode = 1;
}
