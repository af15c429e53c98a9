// What a consumer would install: publint and are-the-types-wrong on every package, and every entry point loaded both
// ways, since neither tool notices a dependency that cannot be required. Needs a build.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

for (const name of ['core', 'client', 'react', 'widget', 'server']) {
  const dir = path.join(root, 'packages', name);
  check(`publint @entraide/${name}`, bin('publint'), ['--strict'], dir);
  // node10 knows no subpaths; Node's own resolution and bundlers are what engines promise.
  check(`attw @entraide/${name}`, bin('attw'), ['--pack', '.', '--profile', 'node16'], dir);
  const { exports } = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
  const entries = Object.keys(exports).filter((key) => key !== './package.json');
  const specifiers = JSON.stringify(entries.map((key) => path.posix.join('@entraide', name, key)));
  check(`require @entraide/${name}`, process.execPath, ['-e', `${specifiers}.forEach((name) => require(name))`], root);
  check(
    `import @entraide/${name}`,
    process.execPath,
    ['--input-type=module', '-e', `for (const name of ${specifiers}) await import(name)`],
    root,
  );
}
process.exitCode = failed ? 1 : 0;
