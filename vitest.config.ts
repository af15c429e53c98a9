import path from 'node:path';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// Our own packages resolve to their TypeScript sources, so tests need no build first. `ssr.resolve` serves the node
// environment, `resolve` serves happy-dom. Never list 'import' or 'default' here: vitest hands the ssr conditions to
// Node as --conditions, and `--conditions import` makes require('pg-pool') return an ES module namespace.
// So a test that wants what is built starts it with `spawn`: `fork` and `require` inherit those conditions.
const source = {
  resolve: { conditions: ['@entraide/source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['@entraide/source', ...defaultServerConditions] } },
};
const globalSetup = ['test/services.ts'];
const exclude = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    projects: [
      {
        ...source,
        test: {
          name: 'node',
          globalSetup,
          include: ['packages/{core,server,client}/src/**/*.test.ts', '{tools,bench,examples}/**/*.test.ts'],
          exclude: [...exclude, '**/*.{int,e2e}.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        ...source,
        test: {
          name: 'dom',
          globalSetup,
          environment: 'happy-dom',
          include: ['packages/{react,console}/src/**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.{int,e2e}.test.*'],
        },
      },
      {
        ...source,
        // As the widget is built: Preact takes React's place in the hooks.
        resolve: { ...source.resolve, alias: { react: path.resolve('packages/widget/src/react.ts') } },
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'widget',
          globalSetup,
          environment: 'happy-dom',
          include: ['packages/widget/src/**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.{int,e2e}.test.*'],
        },
      },
      {
        ...source,
        test: {
          name: 'int',
          globalSetup: [...globalSetup, 'test/pglite-template.ts'],
          include: ['{packages,examples,bench,test}/**/*.int.test.ts'],
          exclude,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...source,
        test: {
          name: 'e2e',
          globalSetup: [...globalSetup, 'test/pglite-template.ts'],
          include: ['{packages,examples,bench,chaos,simulation,test}/**/*.e2e.test.ts'],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Real sockets, child processes and a browser: one file at a time, or they time each other out on two cores.
          fileParallelism: false,
        },
      },
    ],
  },
});
