import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createCommunity, type Storage, views } from '@entraide/core';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { exportDatabase, importDatabase } from './move-database.js';
import type { DatabasePlace } from './open-database.js';
import { createPostgresStorage } from './postgres-storage.js';
import { createSqliteStorage } from './sqlite-storage.js';

const url = inject('services').postgres;
const names = views.map(({ name }) => name);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'entraide-move-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A place, and how its storage is opened. */
function sqlite(name: string): { place: DatabasePlace; open: () => Storage } {
  const file = path.join(folder, `${name}.db`);
  return { place: { file }, open: () => createSqliteStorage({ file, views }) };
}

async function live(storage: Storage): Promise<string> {
  const limits = { burst: { visitor: 1_000, member: 1_000 } };
  const community = createCommunity({ id: 'shop', storage, limits });
  const ben = await community.coach({ name: 'Ben' });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Größe 42, “weit”? 👟' });
  await ben.call('request.claim', { conversationId });
  for (let n = 0; n < 300; n += 1) await ben.call('message.post', { conversationId, text: `message ${n}` });
  await community.close();
  return conversationId;
}

async function everything(storage: Storage) {
  const tables = await Promise.all(names.map((name) => storage.find(name, { community: 'shop', limit: 10_000 })));
  return { log: await storage.log(0, 10_000), tables };
}

const epochOf = async (storage: Storage) => (await storage.load({ community: 'shop', streams: [] })).epoch;

async function moved(from: ReturnType<typeof sqlite>, to: { place: DatabasePlace; open: () => Storage }) {
  const before = from.open();
  const conversationId = await live(before);
  const [told, oldEpoch] = [await everything(before), await epochOf(before)];
  await before.close();
  const file = path.join(folder, 'all.jsonl.gz');
  const rows = await exportDatabase({ place: from.place, file, views: names });
  const empty = to.open();
  await epochOf(empty);
  await empty.close();
  expect(await importDatabase({ place: to.place, file, views: names })).toBe(rows);
  const after = to.open();
  expect(await everything(after)).toEqual(told);
  expect(await epochOf(after)).not.toBe(oldEpoch);
  // It goes on where it was.
  const community = createCommunity({ id: 'shop', storage: after });
  const ben = await community.coach({ name: 'Ben' });
  await ben.call('message.post', { conversationId, text: 'And on' });
  expect((await after.log(0, 10_000)).at(-1)).toMatchObject({ offset: 303, content: { text: 'And on' } });
  await community.close();
  await after.close();
}

describe('all that a database holds moves', () => {
  it('from SQLite to SQLite', () => moved(sqlite('one'), sqlite('two')));

  it.runIf(url)('from SQLite to PostgreSQL', async () => {
    const schema = `test_${randomBytes(6).toString('hex')}`;
    const place = { url: url as string, schema };
    try {
      await moved(sqlite('one'), { place, open: () => createPostgresStorage({ ...place, views }) });
    } finally {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`drop schema if exists ${schema} cascade`);
      await client.end();
    }
  });

  it('whole or not at all: a file that was cut imports nothing, and a full database takes none', async () => {
    const [one, two] = [sqlite('one'), sqlite('two')];
    const storage = one.open();
    await live(storage);
    await storage.close();
    const file = path.join(folder, 'all.jsonl.gz');
    await exportDatabase({ place: one.place, file, views: names });
    await expect(importDatabase({ place: one.place, file, views: names })).rejects.toThrow('holds events already');
    const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
    writeFileSync(file, gzipSync(lines.slice(0, -20).join('\n')));
    const empty = two.open();
    await epochOf(empty);
    await empty.close();
    await expect(importDatabase({ place: two.place, file, views: names })).rejects.toThrow('ends too early');
    const after = two.open();
    expect((await everything(after)).log).toEqual([]);
    await after.close();
  });
});
