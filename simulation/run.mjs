import { writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { bundleSimulator } from './bundle.mjs';
import { help, parseOptions } from './options.mjs';
import { createProgress } from './progress.mjs';

/** Resolves when a thread has lived its worlds. */
const liveIn = (workerData, lived) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('live-seeds.mjs', import.meta.url), { workerData });
    worker.on('message', lived);
    worker.on('error', reject);
    worker.on('exit', resolve);
  });

async function run({ seeds, seed, storage, stories, threads, json }) {
  const bundle = await bundleSimulator();
  const progress = createProgress(seeds);
  const begunAt = performance.now();
  const sum = { seeds, firstSeed: seed, lived: 0, broken: 0, violations: 0, commands: 0, events: 0, virtualMs: 0 };
  const brokenSeeds = [];
  const lived = ({ seed: own, figures, violations, story }) => {
    sum.lived += 1;
    for (const figure of ['commands', 'events', 'virtualMs']) sum[figure] += figures[figure];
    sum.violations += violations;
    if (violations > 0) {
      sum.broken += 1;
      brokenSeeds.push(own);
      if (sum.broken <= stories) console.log(`\n${story}`);
    }
    progress.show(sum.lived, sum.broken);
  };
  const all = Array.from({ length: seeds }, (_, index) => seed + index);
  const parts = Array.from({ length: Math.min(threads, seeds) }, (_, part) =>
    all.filter((_own, index) => index % threads === part),
  );
  await Promise.all(parts.map((part) => liveIn({ bundle, storage, seeds: part }, lived)));
  progress.end();
  const seconds = (performance.now() - begunAt) / 1_000;
  const hours = (sum.virtualMs / 3_600_000).toFixed(1);
  console.log(
    `${sum.lived} simulated seeds with faults from ${seed} on: ${sum.violations} violations in ${sum.broken} ` +
      `(${sum.commands} commands, ${sum.events} stored events, ${hours} hours of virtual time; ${seconds.toFixed(1)} s)`,
  );
  if (json)
    await writeFile(json, `${JSON.stringify({ simulation: 'worlds', ...sum, brokenSeeds, seconds }, null, 2)}\n`);
  return sum.lived === seeds && sum.broken === 0;
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.isHelp) console.log(help);
  else if (!(await run(options))) process.exitCode = 1;
} catch (error) {
  console.error(`unable to simulate; ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
