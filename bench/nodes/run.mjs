import { writeFile } from 'node:fs/promises';
import { stopAll } from '../messages/processes.mjs';
import { summariseRounds, toJson, toText } from '../messages/report.mjs';
import { metrics } from '../messages/targets.mjs';
import { measure, references } from './measure.mjs';
import { help, parseOptions } from './options.mjs';

const say = (line) => process.stderr.write(`${line}\n`);
const turned = (list, by) => list.map((_, i) => list[(i + by) % list.length]);

async function main() {
  const options = parseOptions(process.argv.slice(2));
  if (options.isHelp) return process.stdout.write(help);
  const { rounds, targets } = options;
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    found.push({});
    for (const target of turned(targets, round % targets.length)) {
      const figures = (await measure(target, options)).metrics;
      found[round][target.name] = figures;
      const told = Object.entries(figures).map(([name, value]) => `${name} ${Number(value?.toPrecision(4))}`);
      say(`round ${round + 1}/${rounds}  ${target.name.padEnd(15)}  ${told.join(', ')}`);
    }
  }
  const names = targets.map(({ name }) => name);
  const rows = summariseRounds(found, { targets: names, metrics: metrics.map(({ name }) => name), references });
  process.stdout.write(`${toText(rows, { metrics, references })}\n`);
  const json = JSON.stringify(toJson(rows, { bench: 'nodes', rounds }), null, 2);
  if (options.json) await writeFile(options.json, `${json}\n`);
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => stopAll().then(() => process.exit(1)));

try {
  await main();
} catch (error) {
  say(`unable to run the benchmark; ${error.message}`);
  process.exitCode = 1;
} finally {
  await stopAll();
}
