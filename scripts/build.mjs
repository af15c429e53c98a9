// JavaScript by tsup, declarations by TypeScript 7 (`tsc -b`) as .d.ts and .d.cts, then the examples' own builds.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const tsc = path.join(root, 'node_modules/typescript7/bin/tsc');
const tsup = path.join(root, 'node_modules/tsup/dist/cli-default.js');

// A package comes after those it imports: npm itself runs workspaces in the order of its globs.
const packages = ['core', 'client', 'react', 'widget', 'server'];
// Files for a browser: nothing imports them.
const browserPackages = ['widget', 'console'];

function step(label, work) {
  const startedAt = performance.now();
  work();
  console.log(`${label.padEnd(28)} ${((performance.now() - startedAt) / 1000).toFixed(2)} s`);
}

function run(args, cwd = root) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`unable to build; node ${path.relative(root, args[0])} failed in ${path.relative(root, cwd) || '.'}`);
  console.error(stdout, stderr);
  process.exit(1);
}

function copyDeclarations(name) {
  const from = path.join(root, '.cache/tsc', name);
  const dist = path.join(root, 'packages', name, 'dist');
  for (const file of readdirSync(from, { recursive: true })) {
    if (!file.endsWith('.d.ts') || /\.test(-d)?\./.test(file)) continue;
    // What a deleted source left behind in the cache is not part of the package.
    const source = path.join(root, 'packages', name, 'src', file.replace(/\.d\.ts$/, ''));
    if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) continue;
    const text = readFileSync(path.join(from, file), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
    const out = path.join(dist, file);
    mkdirSync(path.dirname(out), { recursive: true });
    writeFileSync(out, text);
    const cts = text.replace(/((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]*)\.js(['"])/g, '$1.cjs$2');
    writeFileSync(out.replace(/\.d\.ts$/, '.d.cts'), cts);
  }
}

step('declarations', () => run([tsc, '-b', ...packages.map((name) => `packages/${name}`)]));
for (const name of packages) {
  const dir = path.join(root, 'packages', name);
  step(`packages/${name}`, () => {
    rmSync(path.join(dir, 'dist'), { recursive: true, force: true });
    run([tsup, '--no-dts', '--silent'], dir);
    copyDeclarations(name);
  });
}
for (const name of browserPackages) {
  step(`packages/${name}/browser`, () => run(['build.mjs'], path.join(root, 'packages', name)));
}
for (const name of readdirSync(path.join(root, 'examples')).sort()) {
  const dir = path.join(root, 'examples', name);
  const manifest = path.join(dir, 'package.json');
  if (!existsSync(manifest)) continue;
  const script = JSON.parse(readFileSync(manifest, 'utf8')).scripts?.build;
  if (!script) continue;
  step(`examples/${name}`, () => {
    const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: dir, stdio: 'inherit', shell: false });
    if (status !== 0) process.exit(1);
  });
}
