import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toJson, toText } from '../messages/report.mjs';
import { fitting, help, parseOptions } from './options.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const say = (line) => process.stderr.write(`${line}\n`);

/** Entraide is measured as it is published, so it has to be built. */
function build() {
  if (existsSync(path.join(root, 'packages/core/dist/index.js'))) return;
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('unable to measure Entraide; it does not build');
}

async function main() {
  const { rounds, seconds, sizes, json, isHelp } = parseOptions(process.argv.slice(2));
  if (isHelp) return process.stdout.write(help);
  build();
  const { listTargets, measure, metric } = await import('./measure.mjs');
  const targets = listTargets(sizes, fitting);
  say(
    `${rounds} rounds of ${targets.length} targets: about ${Math.ceil(rounds * targets.length * seconds * 1.25 + 10)} s`,
  );
  const rows = measure(targets, { rounds, seconds, say });
  const references = [...new Set(targets.flatMap(({ to }) => to ?? []))];
  for (const reference of references) {
    const among = rows.filter(({ target, ratios }) => target === reference || ratios[reference]);
    const title = `Matches a second, and how many times ${reference} that is`;
    const text = toText(among, { metrics: [{ name: metric, title }], references: [reference] });
    process.stdout.write(`${text}\n\n`);
  }
  if (json) await writeFile(json, `${JSON.stringify(toJson(rows, { bench: 'matching', rounds }), null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  say(`unable to finish the benchmark; ${error.message}`);
  process.exitCode = 1;
}
