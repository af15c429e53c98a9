import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firstLine } from '../testing/server-process.js';
import { ask, visitorOf } from '../testing/talk.js';

const bin = path.resolve(import.meta.dirname, '../../bin/entraide.mjs');
const env = { PATH: process.env['PATH'] ?? '' };

let folder: string;
let running: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'entraide-backup-'));
  running = [];
});
afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => spawnSync(process.execPath, [bin, ...args], { cwd: folder, env, encoding: 'utf8' });

async function serve(data: string) {
  const child = spawn(process.execPath, [bin, 'serve', '--demo', '--port', '0', '--data', data], { cwd: folder, env });
  running.push(child);
  return { child, url: (await firstLine(child)).replace('Entraide listens on ', '') };
}

it('copies the database of a running server, which can be restored', { timeout: 60_000 }, async () => {
  const { child, url } = await serve('one');
  const visitor = await visitorOf(url, 'demo');
  for (const text of ['One?', 'Two?', 'Three?']) await ask(visitor, text);
  visitor.close();
  const backup = run('backup', 'copy.db', '--data', 'one');
  expect([backup.status, backup.stderr]).toEqual([0, expect.stringContaining('copy.db')]);
  expect(statSync(path.join(folder, 'copy.db')).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(folder, 'one/operator.sock')).mode & 0o777).toBe(0o600);
  const again = run('backup', 'copy.db', '--data', 'one');
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('is there already')]);
  child.kill('SIGKILL');
  await once(child, 'exit');

  mkdirSync(path.join(folder, 'two'));
  copyFileSync(path.join(folder, 'copy.db'), path.join(folder, 'two/entraide.db'));
  expect(run('migrate', '--restored', '--data', 'two').stderr).toContain('begins a new epoch');
  // Without a server the command opens the file itself; the two hold the same.
  expect(run('backup', 'twice.db', '--data', 'two').status).toBe(0);
  const exported = (data: string) => run('export', `${data}.jsonl.gz`, '--data', data).stderr.match(/^(\d+) rows/)?.[1];
  expect(exported('two')).toBe(exported('one'));
  expect(readFileSync(path.join(folder, 'two.jsonl.gz')).length).toBeGreaterThan(200);
});
