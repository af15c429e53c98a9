import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findPostgresProblem } from './databases.mjs';
import { measure, pairs, secondsPerTarget } from './measure.mjs';
import { help, parseOptions } from './options.mjs';
import { stopAll } from './processes.mjs';
import { summariseRounds, toJson, toText } from './report.mjs';
import { metrics, references } from './targets.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const print = (text) => process.stdout.write(`${text}\n`);
const say = (line) => process.stderr.write(`${line}\n`);

/** Above this share of a core, the generator may be what was measured. */
const generatorShareMax = 0.9;

/** Entraide is measured as it is published, so it has to be built. */
function build(targets) {
  if (!targets.some(({ protocol }) => protocol === 'entraide')) return;
  if (existsSync(path.join(root, 'packages/server/dist/index.js'))) return;
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('unable to measure Entraide; it does not build');
}

/** Leaves out what can't be measured here, and says why. */
async function chooseTargets(wanted) {
  const isNeeded = wanted.some(({ storage }) => storage === 'postgres');
  const problem = isNeeded ? await findPostgresProblem() : undefined;
  if (!problem) return { targets: wanted, notRun: [] };
  const names = wanted.filter(({ storage }) => storage === 'postgres').map(({ name }) => name);
  return {
    targets: wanted.filter(({ storage }) => storage !== 'postgres'),
    notRun: [`not run: ${names.join(', ')} (${problem})`],
  };
}

/** The order turns by one with each round, so that none always follows the same neighbour's garbage and checkpoints. */
const turned = (list, by) => list.map((_, i) => list[(i + by) % list.length]);

function describe({ metrics: found, generatorShare }) {
  const { messages_per_second: perSecond, cpu_us_per_message: cpuUs } = found;
  const rate = `${Math.round(perSecond)}/s, ${Math.round(found.messages_per_second_one_in_flight)}/s one in flight`;
  const latency = `p50 ${found.p50_ms.toFixed(2)} p99 ${found.p99_ms.toFixed(2)} ms`;
  const cpu = cpuUs === undefined ? 'CPU not readable' : `${Math.round(cpuUs)} µs CPU`;
  return `${rate}, ${latency}, ${cpu}, generator at ${Math.round(100 * generatorShare)} % of a core`;
}

async function runRounds(targets, { rounds, seconds, signal }) {
  const found = [];
  const failed = new Map();
  const limited = new Set();
  for (let round = 0; round < rounds; round += 1) {
    found.push({});
    for (const target of turned(targets, round % targets.length)) {
      signal.throwIfAborted();
      if (failed.has(target.name)) continue;
      try {
        const report = await measure(target, { seconds });
        found[round][target.name] = report.metrics;
        if (target.server && report.generatorShare > generatorShareMax) limited.add(target.name);
        say(`round ${round + 1}/${rounds}  ${target.name.padEnd(17)}  ${describe(report)}`);
      } catch (error) {
        signal.throwIfAborted();
        failed.set(target.name, error.message);
        say(`round ${round + 1}/${rounds}  ${target.name.padEnd(17)}  FAILED: ${error.message}`);
      }
    }
  }
  return { found, failed, limited };
}

async function main(signal) {
  const options = parseOptions(process.argv.slice(2));
  if (options.isHelp) return process.stdout.write(help);
  const { rounds, seconds } = options;
  const { targets, notRun } = await chooseTargets(options.targets);
  for (const line of notRun) say(line);
  build(targets);
  const minutes = (rounds * targets.length * secondsPerTarget(seconds)) / 60;
  say(`${rounds} rounds of ${targets.length} targets, ${pairs} pairs: about ${minutes.toFixed(1)} minutes`);

  const { found, failed, limited } = await runRounds(targets, { ...options, signal });
  // A target that failed once has fewer rounds than the others, and maybe wrong ones: it isn't reported at all.
  const names = targets.map(({ name }) => name).filter((name) => !failed.has(name));
  for (const round of found) for (const name of failed.keys()) delete round[name];
  const rows = summariseRounds(found, { targets: names, metrics: metrics.map(({ name }) => name), references });
  print(toText(rows, { metrics, references }));
  const volatile = targets.filter(({ name, isDurable }) => !isDurable && names.includes(name)).map(({ name }) => name);
  if (volatile.length > 0) print(`\nkept in memory only: ${volatile.join(', ')}`);
  if (limited.size > 0) print(`lower bounds, for the load generator was the limit: ${[...limited].join(', ')}`);
  for (const line of notRun) print(line);
  for (const [name, message] of failed) print(`FAILED: ${name}: ${message}`);
  const json = JSON.stringify(toJson(rows, { bench: 'messages', rounds }), null, 2);
  if (options.json) await writeFile(options.json, `${json}\n`);
  const isIncomplete = notRun.length > 0 && process.env.ENTRAIDE_REQUIRE_SERVICES === '1';
  if (failed.size > 0 || isIncomplete || names.length === 0) process.exitCode = 1;
}

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    // The first one lets the running target's store be removed; a second one doesn't wait.
    if (stopping.signal.aborted) process.exit(1);
    stopping.abort(new Error(`it was stopped by ${name}`));
    void stopAll();
  });
}

try {
  await main(stopping.signal);
} catch (error) {
  say(`unable to finish the benchmark; ${error.message}`);
  process.exitCode = 1;
}
