import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { storageCases } from '@entraide/core/conformance';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const outfile = path.resolve(import.meta.dirname, `../../../.cache/with-node-test-${process.pid}.mjs`);

it('runs the whole suite under node:test too', async () => {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'with-node-test.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@entraide/source'],
    outfile,
    logLevel: 'error',
  });
  const { stdout } = await promisify(execFile)(process.execPath, ['--test-reporter=tap', outfile]);
  await rm(outfile);
  expect(stdout).toMatch(/^# fail 0$/m);
  expect(stdout).toMatch(new RegExp(`^# pass ${storageCases.filter(({ isDurable }) => !isDurable).length}$`, 'm'));
});
