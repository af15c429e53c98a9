import { defineConfig } from 'tsup';
// biome-ignore lint/correctness/useImportExtensions: Node runs it as it is, with no build between.
import { inlineCss } from './inline-css.mjs';

// Declarations come from `tsc -b` (scripts/build.mjs). Preact takes React's place in the hooks, so they are bundled.
export default defineConfig({
  entry: { index: 'src/index.ts' },
  format: ['esm', 'cjs'],
  sourcemap: true,
  target: 'es2022',
  noExternal: ['@entraide/react'],
  esbuildPlugins: [inlineCss],
  esbuildOptions(options) {
    options.alias = {
      'react/jsx-runtime': 'preact/jsx-runtime',
      react: new URL('src/react.ts', import.meta.url).pathname,
    };
    options.jsx = 'automatic';
    options.jsxImportSource = 'preact';
  },
});
