// Builds when there is something to build, then serves the demo. `--bots` has simulated coaches answer; further arguments
// go to `entraide serve`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { composeDemo } from './demo-pages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const bin = path.join(root, 'packages/server/bin/entraide.mjs');
const outputs = [
  'packages/core/dist/index.js',
  'packages/client/dist/index.js',
  'packages/react/dist/index.js',
  'packages/server/dist/cli.js',
  'packages/console/dist/browser/console.js',
  'packages/widget/dist/browser/widget.js',
].map((file) => path.join(root, file));
const demo = path.join(root, 'examples/demo/dist');

function* filesIn(dir) {
  if (!existsSync(dir)) return;
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (['node_modules', 'dist'].includes(entry.name)) continue;
    const name = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* filesIn(name);
    else yield name;
  }
}

function newestMs(...dirs) {
  let newest = 0;
  for (const dir of dirs) for (const file of filesIn(dir)) newest = Math.max(newest, statSync(file).mtimeMs);
  return newest;
}

function isStale() {
  if (!outputs.every((file) => existsSync(file)) || !existsSync(demo)) return true;
  const oldestOutputMs = Math.min(...outputs.map((file) => statSync(file).mtimeMs));
  return newestMs(path.join(root, 'packages'), path.join(root, 'examples')) > oldestOutputMs;
}

if (isStale()) {
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}

const told = process.argv.slice(2);
const hasBots = told.includes('--bots');
const args = ['serve', '--demo', '--static', composeDemo(), ...told.filter((arg) => arg !== '--bots')];
const server = spawn(process.execPath, [bin, ...args], { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] });
let bots = null;
server.stdout.on('data', (chunk) => {
  process.stdout.write(chunk);
  const [, address] = /listens on (http:\S+)/.exec(chunk) ?? [];
  if (!hasBots || !address || bots) return;
  bots = spawn(process.execPath, [path.join(root, 'examples/demo/dist-node/bots.js'), address], { stdio: 'inherit' });
});
// A terminal's Ctrl-C reaches the server by itself; a supervisor signals only this process.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
process.on('SIGINT', () => {});
server.on('exit', (code, signal) => {
  bots?.kill();
  process.exit(code ?? (signal === 'SIGINT' ? 130 : 1));
});
