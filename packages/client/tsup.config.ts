import { defineConfig } from 'tsup';

// Declarations come from `tsc -b` (scripts/build.mjs): faster, and one program for all packages.
export default defineConfig({
  entry: { index: 'src/index.ts', 'desk/index': 'src/desk/index.ts', 'lounge/index': 'src/lounge/index.ts' },
  format: ['esm', 'cjs'],
  sourcemap: true,
  target: 'es2022',
});
