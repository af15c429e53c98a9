import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Storage } from '@entraide/core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ownTokens } from '../auth/token-options.js';
import { createServer, type Server } from '../create-server.js';
import { demoCommunity } from '../settings/demo-community.js';
import { postgresSubject, type StorageSubject, sqliteSubject } from '../testing/storage-subjects.js';
import { runReplay, secret } from './testing/run-replay.js';

const { postgres } = inject('services');
const kinds: Record<string, () => StorageSubject> = {
  SQLite: sqliteSubject,
  ...(postgres && { PostgreSQL: () => postgresSubject(postgres) }),
};

const root = path.resolve(import.meta.dirname, '../../../..');
const recordings = path.resolve(root, '../shared/data');
const files = [
  { name: 'our own dialogues', file: path.join(import.meta.dirname, 'fixtures/dialogues.test.jsonl') },
  { name: '200 real dialogues in turns', file: path.join(recordings, 'dialogues-star.jsonl.gz') },
  { name: '200 real dialogues in bursts', file: path.join(recordings, 'dialogues-irc.jsonl.gz') },
];

describe.each(Object.entries(kinds))('a replay on %s', (kind, subjectOf) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'entraide-replay-'));
  let subject: StorageSubject;
  let storage: Storage;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    subject = subjectOf();
    storage = subject.open();
    server = createServer({ storage, communities: [{ ...demoCommunity, tokens: ownTokens(secret) }] });
    ({ url } = await server.listen({ port: 0 }));
  });
  afterAll(async () => {
    await server.close();
    await storage.close();
    await subject.dispose();
    rmSync(folder, { recursive: true });
  });

  for (const { name, file } of files) {
    const missing = existsSync(file) ? '' : ` (skipped: no ${path.basename(file)} in ../shared/data)`;
    it.skipIf(missing)(`of ${name} loses, doubles, reorders and changes nothing${missing}`, async () => {
      const pace = ['--speed', '2000', '--gap-max-ms', '20', '--limit', '200'];
      const json = path.join(folder, 'figures.json');
      const { report, stdout, exitCode } = await runReplay(file, { json, args: ['--url', url, ...pace] });
      process.stdout.write(`\nreplay on ${kind}, ${name}:\n${stdout}`);
      expect(report).toMatchObject({ ok: true, differences: [], unfinished: [], stopped: null });
      const { finished, withoutQuestion, total } = report.dialogues;
      expect(finished + withoutQuestion).toBe(total);
      expect(report.compared).toBe(2 * finished + report.claims);
      expect(exitCode).toBe(0);
    });
  }
});
