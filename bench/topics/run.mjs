import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { measure } from './measure.mjs';
import { help, parseOptions } from './options.mjs';
import { summarise, toJson, toText } from './report.mjs';
import { isThere, readSet } from './sets.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const say = (line) => process.stderr.write(`${line}\n`);

/** One line that is written over at a terminal, and nothing elsewhere. */
const pass =
  (what) =>
  ({ done, of }) => {
    if (process.stderr.isTTY)
      process.stderr.write(`\r${what}: pass ${done} of ${of} at most${done === of ? '\n' : ''}`);
  };

/** The classifier is measured as it is published, so it has to be built. */
async function loadServer() {
  const built = path.join(root, 'packages/server/dist/index.js');
  if (!existsSync(built)) {
    const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0) throw new Error('unable to measure the classifier; it does not build');
  }
  return import('@entraide/server');
}

async function run({ rounds, confidenceMin, sets, data, json }) {
  const { trainTopicModel } = await loadServer();
  const found = {};
  for (const set of sets) {
    const examples = readSet(data, set);
    for (let seed = 1; seed <= rounds; seed += 1) {
      const result = measure(examples, {
        seed,
        confidenceMin,
        train: trainTopicModel,
        progress: pass(`${set.name}, seed ${seed}`),
      });
      found[set.name] = [...(found[set.name] ?? []), result];
      say(
        `${set.name} (${set.about}), seed ${seed}: ${result.accuracy.toFixed(3)} right, ${result.train_s.toFixed(1)} s`,
      );
    }
  }
  const rows = summarise(found);
  process.stdout.write(`${toText({ rounds, rows, confidenceMin })}\n`);
  if (json) await writeFile(json, `${JSON.stringify(toJson({ rounds, rows }), null, 2)}\n`);
}

try {
  const options = parseOptions(process.argv.slice(2), root);
  const there = options.sets.filter((set) => isThere(options.data, set));
  const missing = options.sets.filter((set) => !there.includes(set)).map(({ name }) => name);
  if (options.isHelp) process.stdout.write(help);
  else if (there.length === 0) say(`nothing measured: there are no labelled questions in ${options.data}`);
  else {
    if (missing.length > 0) say(`not measured: ${missing.join(', ')} (not in ${options.data})`);
    await run({ ...options, sets: there });
  }
} catch (error) {
  say(`unable to run the benchmark; ${error.message}`);
  process.exitCode = 1;
}
