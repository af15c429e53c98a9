// Everything that the README promises, cheap parts first. Every part runs, and any failure fails the whole.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const report = path.join(root, '.cache/test-report.jsonl');
rmSync(report, { force: true });

const npm = (script, ...args) => ['npm', ['run', '--silent', script, '--', ...args]];
const vitest = (...projects) => [
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    ...process.argv.slice(2),
  ],
];

const steps = [
  ['lint', ...npm('lint')],
  ['unused files and dependencies', ...npm('check:unused')],
  ['types', ...npm('typecheck')],
  ['unit, tidy and hooks', ...vitest('node', 'dom', 'widget')],
  ['build', ...npm('build')],
  ['packages', ...npm('check:packages')],
  ['simulated worlds', ...npm('simulate', '--seeds', '700', '--seed', '42', '--threads', '2')],
  ['client size', ...npm('check:size')],
  ['integration and end to end', ...vitest('int', 'e2e')],
];

const results = [];
for (const [name, command, args] of steps) {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ENTRAIDE_TEST_REPORT: report },
  });
  results.push({ name, ok: status === 0, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) });
}

const runs = existsSync(report)
  ? readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
const sum = (key) => runs.reduce((total, run) => total + run[key], 0);

console.log('\n── summary');
for (const { name, ok, seconds } of results) console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
const lines = new Set(runs.flatMap((run) => run.lines));
if (lines.size > 0) console.log([...lines].join('\n'));

const failedSteps = results.filter(({ ok }) => !ok);
if (failedSteps.length > 0) {
  console.log(`failed: ${failedSteps.map(({ name }) => name).join(', ')}`);
  process.exitCode = 1;
}
// A part that broke without a failed test (lint, a build, a run that never began) counts as one failure.
const failed = sum('failed') + failedSteps.length - runs.filter((run) => run.failed > 0).length;
console.log(`${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
