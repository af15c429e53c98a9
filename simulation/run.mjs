import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { bundleSimulator } from './bundle.mjs';
import { help, parseOptions } from './options.mjs';
import { createProgress } from './progress.mjs';

async function readCreateStorage(file) {
  if (!file) return undefined;
  const { createStorage } = await import(pathToFileURL(file).href);
  if (typeof createStorage !== 'function') throw new Error(`${file} exports no function createStorage`);
  return createStorage;
}

async function run({ seeds, seed, storage, stories, json }) {
  const { simulate, tellStory } = await import(pathToFileURL(await bundleSimulator()).href);
  const createStorage = await readCreateStorage(storage);
  const progress = createProgress(seeds);
  const begunAt = performance.now();
  const sum = {
    seeds,
    firstSeed: seed,
    broken: 0,
    violations: 0,
    commands: 0,
    events: 0,
    virtualMs: 0,
    brokenSeeds: [],
  };
  for (let index = 0; index < seeds; index += 1) {
    const world = await simulate({ seed: seed + index, ...(createStorage ? { createStorage } : {}) });
    for (const figure of ['commands', 'events', 'virtualMs']) sum[figure] += world.figures[figure];
    if (world.violations.length > 0) {
      sum.broken += 1;
      sum.violations += world.violations.length;
      sum.brokenSeeds.push(world.seed);
      if (sum.broken <= stories) console.log(`\n${tellStory(world)}`);
    }
    progress.show(index + 1, sum.broken);
  }
  progress.end();
  const seconds = (performance.now() - begunAt) / 1_000;
  const said = `${sum.commands} commands, ${sum.events} stored events, ${(sum.virtualMs / 3_600_000).toFixed(1)} hours of virtual time`;
  console.log(
    `${seeds} simulated seeds with faults from ${seed} on: ${sum.violations} violations in ${sum.broken} (${said}; ${seconds.toFixed(1)} s)`,
  );
  if (json) await writeFile(json, `${JSON.stringify({ simulation: 'worlds', ...sum, seconds }, null, 2)}\n`);
  return sum.broken === 0;
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.isHelp) console.log(help);
  else if (!(await run(options))) process.exitCode = 1;
} catch (error) {
  console.error(`unable to simulate; ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
