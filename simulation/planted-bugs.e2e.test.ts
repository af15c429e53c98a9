import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const folder = import.meta.dirname;
const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

it('simulated worlds notice every bug that is planted in the product', () => {
  const planted = readdirSync(path.join(folder, 'bugs')).length;
  expect(planted).toBeGreaterThanOrEqual(30);
  const { stdout, status } = run('plant.mjs');
  console.info(stdout.trim().split('\n').at(-1));
  expect(stdout).toContain(`planted bugs caught: ${planted}/${planted}`);
  expect(status).toBe(0);
});

it('a storage that breaks its promises fails the run, and its story says how to see it again', () => {
  const { stdout, status } = run('run.mjs', '--seeds', '3', '--stories', '1', '--storage', 'forgetful-storage.mjs');
  expect(status).toBe(1);
  expect(stdout).toMatch(/again: npm run simulate -- --seed [123] --seeds 1/);
});
