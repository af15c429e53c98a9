/** Vitest global setup: run initdb once, keep the tarball in .cache, hand its path to every test. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

const root = path.resolve(import.meta.dirname, '..');
let made: Promise<string> | undefined;

async function makeTemplate(): Promise<string> {
  // PGlite does not export its package.json: resolve the entry and walk up.
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = JSON.parse(readFileSync(path.join(path.dirname(entry), '..', 'package.json'), 'utf8'));
  const file = path.join(root, '.cache', `pglite-${version}.tar`);
  if (existsSync(file)) return file;
  const { PGlite } = await import('@electric-sql/pglite');
  const db = await PGlite.create('memory://', { postgresqlconf: ['shared_buffers=16MB'] });
  const dump = await db.dumpDataDir('none');
  await db.close();
  mkdirSync(path.dirname(file), { recursive: true });
  // Two runs at once must never read a half-written tar.
  writeFileSync(`${file}.${process.pid}`, Buffer.from(await dump.arrayBuffer()));
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

export default async function setup(project: TestProject): Promise<void> {
  made ??= makeTemplate();
  project.provide('pgliteTemplate', await made);
}
