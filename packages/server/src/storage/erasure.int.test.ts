import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCommunity, type Storage, views } from '@entraide/core';
import Libsql from 'libsql';
import pg from 'pg';
import { describe, expect, inject, it, vi } from 'vitest';
import { createPostgresStorage } from './postgres-storage.js';
import { createSqliteStorage } from './sqlite-storage.js';

const url = inject('services').postgres;
const canary = `canary-${randomBytes(8).toString('hex')}`;
const own = `Cleo ${canary}`;

/** A visitor and a coach write the canary wherever they can, and both are erased. */
async function liveAndErase(storage: Storage): Promise<void> {
  const community = createCommunity({ id: 'shop', storage });
  const max = await community.manager({ name: 'Max' });
  const cleo = await community.coach({ name: own, id: `host-${canary}` });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: `Help ${canary}` });
  await ana.call('page.set', { url: `https://shop.example/${canary}`, title: canary });
  await cleo.call('request.claim', { conversationId });
  await cleo.call('message.post', { conversationId, text: canary });
  await cleo.call('lounge.post', { postId: randomUUID(), text: canary });
  await cleo.call('preferences.set', { email: `${canary}@example.org` });
  await cleo.call('thread.post', { coachId: cleo.id, text: canary });
  await ana.call('conversation.report', { conversationId, reason: 'other', comment: canary });
  await ana.call('conversation.rate', { conversationId, stars: 5, comment: canary });
  await max.call('visitor.erase', { personId: ana.id });
  await max.call('coach.erase', { personId: cleo.id });
  await vi.waitFor(
    async () => {
      const { rows } = await storage.find('privacy', { community: 'shop', limit: 10 });
      expect(rows.map(({ row }) => typeof row?.['completedAt'])).toEqual(['number', 'number']);
    },
    { timeout: 15_000, interval: 50 },
  );
  await community.close();
}

const isInside = (bytes: Buffer) => bytes.includes(canary);

describe('after an erasure no byte of it is left', () => {
  it('in the SQLite file and what lies beside it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'entraide-'));
    const file = path.join(folder, 'entraide.db');
    const storage = createSqliteStorage({ file, views });
    await liveAndErase(storage);
    await storage.close();
    const database = new Libsql(file);
    database.exec('vacuum');
    database.prepare('pragma wal_checkpoint(truncate)').all();
    database.close();
    const found = readdirSync(folder).filter((name) => isInside(readFileSync(path.join(folder, name))));
    expect(found).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it.runIf(url)('in the files of the PostgreSQL tables', async () => {
    const schema = `test_${randomBytes(6).toString('hex')}`;
    const storage = createPostgresStorage({ url: url as string, schema, views });
    await liveAndErase(storage);
    await storage.close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows: tables } = await client.query(
        'select c.oid::regclass::text as name from pg_class c where c.relnamespace = $1::regnamespace and relkind = $2',
        [schema, 'r'],
      );
      for (const { name } of tables) await client.query(`vacuum full ${name}`);
      await client.query('checkpoint');
      // Tables, their indexes, and what PostgreSQL keeps aside of long values.
      const { rows: files } = await client.query(
        `select pg_relation_filepath(c.oid) as file from pg_class c where c.relnamespace = $1::regnamespace
         union select pg_relation_filepath(c.reltoastrelid) from pg_class c
         where c.relnamespace = $1::regnamespace and c.reltoastrelid <> 0`,
        [schema],
      );
      const found: string[] = [];
      for (const { file } of files) {
        if (file === null) continue;
        const { rows } = await client.query('select pg_read_binary_file($1) as bytes', [file]);
        if (isInside((rows[0] as { bytes: Buffer | null }).bytes ?? Buffer.alloc(0))) found.push(file);
      }
      expect(files.length).toBeGreaterThan(10);
      expect(found).toEqual([]);
    } finally {
      await client.query(`drop schema ${schema} cascade`);
      await client.end();
    }
  });
});
