import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Libsql from 'libsql';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SqliteHandle } from './sqlite-handle.js';
import { createSqliteStorage } from './sqlite-storage.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'entraide-lock-'));
  file = path.join(folder, 'entraide.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => createSqliteStorage({ file, views: [] });
const write = (owner: object | string) =>
  writeFileSync(`${file}.lock`, typeof owner === 'string' ? owner : JSON.stringify({ token: 't', ...owner }));
const fieldsOf = (pid: number) => {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return line.slice(line.lastIndexOf(')') + 2).split(' ');
};
const startOf = (pid: number) => fieldsOf(pid)[19];

it('refuses a second opener within a second, and names the process that has the file', async () => {
  const storage = open();
  const started = performance.now();
  expect(open).toThrow(`process ${process.pid} has it open`);
  expect(performance.now() - started).toBeLessThan(1_000);
  await storage.close();
  expect(existsSync(`${file}.lock`)).toBe(false);
  await open().close();
});

it('refuses while another living process is named, however old the lock is', () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  try {
    write({ pid: other.pid, start: existsSync('/proc/self/stat') ? startOf(other.pid as number) : null });
    expect(open).toThrow(`process ${other.pid} has it open`);
  } finally {
    other.kill('SIGKILL');
  }
});

it.each([
  ['whose process is dead', () => write({ pid: spawnSync(process.execPath, ['-e', '']).pid, start: '1' })],
  ['whose process number belongs to a later process', () => write({ pid: process.pid, start: '1' })],
  ['that its maker left empty', () => write('')],
])('takes over a lock %s', async (_, leave) => {
  if (!existsSync('/proc/self/stat')) return;
  leave();
  const storage = open();
  expect(JSON.parse(readFileSync(`${file}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
  expect(await storage.log(0, 1)).toEqual([]);
  await storage.close();
});

it('takes over from a killed process whose parent has not buried it yet', async () => {
  if (!existsSync('/proc/self/stat')) return;
  // The shell becomes a program that waits for no child, as a container's first process may be.
  const parent = spawn('/bin/sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [line] = await once(parent.stdout, 'data');
    const pid = Number(line);
    write({ pid, start: startOf(pid) });
    expect(open).toThrow(`process ${pid} has it open`);
    // The signal may find the shell still to become the other program; from then on nobody buries its child.
    await vi.waitFor(() => expect(readFileSync(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n'));
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(fieldsOf(pid)[0]).toBe('Z'));
    await open().close();
  } finally {
    parent.kill('SIGKILL');
  }
});

it('refuses by SQLite itself when the lock file is gone and the owner is not', async () => {
  const storage = open();
  await storage.log(0, 1);
  rmSync(`${file}.lock`);
  expect(open).toThrow('another process has it open');
  await storage.close();
});

it('takes any handle with the interface of better-sqlite3, and leaves it open', async () => {
  const database = new Libsql(':memory:') as unknown as SqliteHandle;
  const storage = createSqliteStorage({ database, views: [] });
  expect(await storage.log(0, 1)).toEqual([]);
  await storage.close();
  expect(database.prepare('select count(*) as n from event').all([])).toEqual([{ n: 0 }]);
});

it('refuses a row that no column can hold, before it meets its neighbours', async () => {
  const view = { name: 'note', columns: { rank: 'integer' as const }, content: [], indexes: [] };
  const storage = createSqliteStorage({ file, views: [view] });
  const rows = (rank: unknown) => ({ community: 'c', appends: [], rows: [{ view: 'note', key: 'k', row: { rank } }] });
  const results = await Promise.allSettled([rows(1), rows(true), rows('1'), rows(2)].map((one) => storage.commit(one)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  await storage.close();
});
