import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');

/** Bundles the simulator from its sources, so that it needs no build first. Resolves the file to import. */
export async function bundleSimulator({
  name = 'simulator',
  entry = 'packages/core/src/simulation/index.ts',
  plugins = [],
} = {}) {
  const outfile = path.join(root, `.cache/simulation/${name}.mjs`);
  await mkdir(path.dirname(outfile), { recursive: true });
  await build({
    entryPoints: [path.join(root, entry)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    conditions: ['@entraide/source'],
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
    plugins,
  });
  return outfile;
}
