// `npm run bench:NAME -- --json FILE` runs bench/NAME/run.mjs, on a fresh build where that is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const [name, ...args] = process.argv.slice(2);
const script = path.join(root, 'bench', name ?? '', 'run.mjs');
if (!name || !existsSync(script)) {
  console.error(`unable to run the benchmark; there is no bench/${name}/run.mjs`);
  process.exit(1);
}
const node = (...command) => spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status ?? 1;
const isBuilt = existsSync(path.join(root, 'packages/server/dist/index.js'));
process.exitCode = (isBuilt ? 0 : node(path.join(root, 'scripts/build.mjs'))) || node(script, ...args);
