import { chmodSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { help, parseOptions } from './options.mjs';
import { stopAll, within } from './servers/processes.mjs';
import { createServices } from './servers/services.mjs';

const rowMaxMs = { short: 5 * 60_000, each: 60_000 };
const progressEveryMs = 2_000;

function createProgress({ name, count }) {
  let shownAt = Date.now();
  return (done) => {
    if (Date.now() - shownAt < progressEveryMs && done < count) return;
    shownAt = Date.now();
    process.stderr.write(`chaos: ${name} ${done} of ${count}\n`);
  };
}

const verdictOf = ({ lost = 0, doubled = 0, violations = [], broken = [] }) =>
  lost + doubled + violations.length + broken.length === 0 ? 'kept' : 'BROKEN';

const describe = ({ row, count, lost = 0, doubled = 0, more, verdict, seconds }) =>
  `${row}: ${count}, lost ${lost}, doubled ${doubled}, ${verdict}${more ? ` (${more}; ${seconds} s)` : ` (${seconds} s)`}`;

async function runRow(row, { folder, services }) {
  const own = path.join(folder, row.name);
  mkdirSync(own);
  const begunAt = performance.now();
  const lasting = row.run({
    count: row.count,
    folder: own,
    progress: createProgress(row),
    ...(await services.start(row.needs)),
  });
  const { journal, ...result } = await within(rowMaxMs.short + row.count * rowMaxMs.each, row.name, lasting);
  const verdict = verdictOf(result);
  const seconds = ((performance.now() - begunAt) / 1_000).toFixed(1);
  console.log(describe({ row: row.what, count: row.count, ...result, verdict, seconds }));
  for (const text of result.broken ?? []) console.log(`  ${text}`);
  for (const { rule, text } of (result.violations ?? []).slice(0, 10)) console.log(`  ${rule}: ${text}`);
  const file = path.join(tmpdir(), `entraide-chaos-${row.name}-${process.pid}.jsonl`);
  if (verdict !== 'kept' && journal) {
    await journal.save(file);
    console.log(`  the journal is in ${file}`);
  }
  return { row: row.name, what: row.what, count: row.count, ...result, verdict, seconds: Number(seconds) };
}

async function run({ rows, json }) {
  const folder = await mkdtemp(path.join(tmpdir(), 'entraide-chaos-'));
  chmodSync(folder, 0o755); // PostgreSQL runs as another user.
  const services = createServices(folder);
  const results = [];
  let isMissing = false;
  try {
    for (const row of rows) {
      const problem = services.findProblem(row.needs);
      if (problem) console.log(`${row.what}: left out; ${problem}`);
      isMissing ||= problem !== undefined;
      results.push(
        problem ? { row: row.name, what: row.what, leftOut: problem } : await runRow(row, { folder, services }),
      );
    }
  } finally {
    await stopAll();
    await rm(folder, { recursive: true, force: true });
  }
  if (json) await writeFile(json, `${JSON.stringify({ chaos: results }, null, 2)}\n`);
  const isBroken = results.some(({ verdict }) => verdict === 'BROKEN');
  return !isBroken && !(isMissing && process.env.ENTRAIDE_REQUIRE_SERVICES === '1');
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
try {
  const options = parseOptions(process.argv.slice(2));
  if (options.isHelp) console.log(help);
  else process.exitCode = (await run(options)) ? 0 : 1;
} catch (error) {
  console.error(`unable to make chaos; ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
