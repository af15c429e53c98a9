// The console as files for a browser, from the sources of our packages: written for React, run by Preact.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;

export const consoleBuild = {
  absWorkingDir: here,
  entryPoints: ['src/console.tsx', 'src/console.css', 'public/index.html', 'public/icon.svg'],
  outdir: path.join(here, 'dist/browser'),
  entryNames: '[name]',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  sourcemap: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  conditions: ['@entraide/source'],
  alias: { react: 'preact/compat', 'react-dom': 'preact/compat', 'react/jsx-runtime': 'preact/jsx-runtime' },
  loader: { '.html': 'copy', '.svg': 'copy' },
  logLevel: 'warning',
};

if (process.argv[1] === import.meta.filename) {
  rmSync(consoleBuild.outdir, { recursive: true, force: true });
  await build(consoleBuild);
}
