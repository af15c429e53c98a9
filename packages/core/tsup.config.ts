import { defineConfig } from 'tsup';

// Declarations come from `tsc -b` (scripts/build.mjs): faster, and one program for all packages.
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'protocol/index': 'src/protocol/index.ts',
    'protocol/schema': 'src/protocol/schema.ts',
    'memory/index': 'src/memory/index.ts',
    'conformance/index': 'src/conformance/index.ts',
    'simulation/index': 'src/simulation/index.ts',
    'whatif/index': 'src/whatif/index.ts',
  },
  format: ['esm', 'cjs'],
  sourcemap: true,
  target: 'es2022',
});
