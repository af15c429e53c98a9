// `npm run simulate:bugs`: plants each bug of `bugs/` in the product's own source, and lives worlds until one notices.
import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { bundleSimulator, patchSource } from './bundle.mjs';

const folder = path.join(import.meta.dirname, 'bugs');
const help = `npm run simulate:bugs -- [options]

Plants bugs in the product's own source, one at a time and in a bundle alone, and lives simulated worlds until one of
them breaks a promise. Exits with 1 where a bug isn't noticed, or where the source that it changes is another by now.

  --bugs A,B     only these (all of simulation/bugs)
  --seeds N      worlds before a bug counts as unnoticed (400)
  --json FILE    also write what was found as JSON
  --help         this text
`;
const run = promisify(execFile);
const tryBug = path.join(import.meta.dirname, 'try-bug.mjs');

async function plant(name, seeds) {
  const { default: bug } = await import(pathToFileURL(path.join(folder, `${name}.mjs`)).href);
  const begunAt = performance.now();
  try {
    const entry = bug.storage === 'sqlite' ? 'sqlite-world.ts' : 'memory-world.ts';
    const bundle = await bundleSimulator({ name: `bug-${name}`, entry, plugins: bug.patches.map(patchSource) });
    const { stdout } = await run(process.execPath, [tryBug, bundle, String(seeds)], { maxBuffer: 1e8 });
    const found = JSON.parse(stdout.trim().split('\n').at(-1));
    return { name, what: bug.what, ...found, seconds: (performance.now() - begunAt) / 1_000 };
  } catch (error) {
    return { name, what: bug.what, error: error.errors?.[0]?.text ?? error.message };
  }
}

const say = ({ name, what, seed, rules, text, error, seconds }) => {
  if (error) return `BROKEN   ${name}: ${error}`;
  if (!seed) return `MISSED   ${name}: ${what} (${seconds.toFixed(1)} s)`;
  return `caught   ${name}: ${what}\n         by ${rules.join(', ')} in world ${seed} (${seconds.toFixed(1)} s): ${text.slice(0, 140)}`;
};

async function main() {
  const { values } = parseArgs({
    options: {
      bugs: { type: 'string' },
      seeds: { type: 'string', default: '400' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(help);
  const all = (await readdir(folder)).filter((file) => file.endsWith('.mjs')).map((file) => file.slice(0, -4));
  const names = values.bugs?.split(',') ?? all.sort();
  const results = [];
  const queue = [...names];
  const work = async () => {
    for (let name = queue.shift(); name; name = queue.shift()) {
      const result = await plant(name, Number(values.seeds));
      results.push(result);
      console.log(say(result));
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, os.availableParallelism()) }, work));
  const caught = results.filter(({ seed }) => seed).length;
  console.log(`planted bugs caught: ${caught}/${names.length}`);
  if (values.json)
    await writeFile(
      values.json,
      `${JSON.stringify({ simulation: 'planted-bugs', caught, planted: names.length, results }, null, 2)}\n`,
    );
  process.exitCode = caught === names.length ? 0 : 1;
}

await main();
