import { defineConfig } from 'tsup';

// Declarations come from `tsc -b` (scripts/build.mjs): faster, and one program for all packages.
export default defineConfig([
  { entry: { index: 'src/index.ts' }, format: ['esm', 'cjs'], shims: true, sourcemap: true, target: 'es2022' },
  // Only the committed bin file imports this one, so it needs no CommonJS twin.
  { entry: { cli: 'src/cli.ts' }, format: ['esm'], sourcemap: true, target: 'es2022' },
]);
