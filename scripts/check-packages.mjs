// What a consumer would install: publint and are-the-types-wrong on every package. Needs a build.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name) => path.join(root, 'node_modules/.bin', name);
let failed = false;

function check(name, command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name}`);
  if (status === 0) return;
  failed = true;
  console.log(stdout, stderr);
}

for (const name of ['core', 'client', 'react', 'server']) {
  const dir = path.join(root, 'packages', name);
  check(`publint @entraide/${name}`, bin('publint'), ['--strict'], dir);
  // node10 knows no subpaths; Node's own resolution and bundlers are what engines promise.
  check(`attw @entraide/${name}`, bin('attw'), ['--pack', '.', '--profile', 'node16'], dir);
}
process.exitCode = failed ? 1 : 0;
