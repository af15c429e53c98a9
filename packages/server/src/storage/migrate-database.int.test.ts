import { coachFactsOf, coachView, type StoredCoach, type ViewDefinition } from '@entraide/core';
import Libsql from 'libsql';
import { expect, it } from 'vitest';
import type { SqliteHandle } from './sqlite-handle.js';
import { createSqliteStorage } from './sqlite-storage.js';

const noteView: ViewDefinition = { name: 'note', columns: { status: 'text' }, content: [], indexes: [['status']] };
const write = (row: Record<string, unknown>) => ({
  community: 'c',
  appends: [],
  rows: [{ view: 'note', key: 'k', row }],
});

it('adds the columns and indexes that a view has gained, and keeps its rows', async () => {
  const database = new Libsql(':memory:') as unknown as SqliteHandle;
  const before = createSqliteStorage({ database, views: [noteView] });
  await before.commit(write({ status: 'open' }));
  await before.close();

  const grown: ViewDefinition = {
    ...noteView,
    columns: { status: 'text', rank: 'integer' },
    indexes: [['status', 'rank']],
  };
  const after = createSqliteStorage({ database, views: [grown] });
  expect((await after.find('note', { community: 'c', limit: 1 })).rows[0]?.row).toEqual({ status: 'open', rank: null });
  await after.commit(write({ status: 'open', rank: 2 }));
  expect((await after.find('note', { community: 'c', where: { rank: 2 }, limit: 1 })).rows).toHaveLength(1);
  await after.close();

  const indexes = database.prepare(
    "select name from sqlite_master where type = 'index' and name like 'view_note_status%'",
  );
  expect(indexes.all([])).toEqual([{ name: 'view_note_status' }, { name: 'view_note_status_rank' }]);
});

it('lets a coach of an older release count as one who chose nothing', async () => {
  const database = new Libsql(':memory:') as unknown as SqliteHandle;
  const { expertise, claimedAt, pingedAt, quietHours, pingsPerDayMax, ...columns } = coachView.columns;
  const before = createSqliteStorage({ database, views: [{ ...coachView, columns }] });
  const row = { kind: 'coach', name: 'Ben', locales: [], topics: ['shoes'], capacity: 2, openCount: 1 };
  await before.commit({ community: 'c', appends: [], rows: [{ view: 'coach', key: 'ben', row }] });
  await before.close();

  const after = createSqliteStorage({ database, views: [coachView] });
  const found = (await after.find('coach', { community: 'c', limit: 1 })).rows[0]?.row as StoredCoach;
  expect(coachFactsOf('ben', found, { presence: 'present', capacityMax: 4 })).toMatchObject({
    expertise: [{ topic: 'shoes', level: 3, known: 'declared' }],
    capacity: 2,
    openCount: 1,
    claimedAt: [],
    quietHours: null,
    pingsPerDayMax: 3,
  });
  await after.close();
});

it('keeps its epoch and its log over any number of migrations', async () => {
  const database = new Libsql(':memory:') as unknown as SqliteHandle;
  const epochs: string[] = [];
  for (const views of [[], [noteView], [noteView]]) {
    const storage = createSqliteStorage({ database, views });
    epochs.push((await storage.load({ community: 'c', streams: [] })).epoch);
    await storage.close();
  }
  expect(new Set(epochs).size).toBe(1);
});

it.each([
  ['a column of its own table', { ...noteView, columns: { ...noteView.columns, removed: 'integer' as const } }],
  ['an index on a column that it lacks', { ...noteView, indexes: [['rank']] }],
])('refuses a view that declares %s', (_, view) => {
  const database = new Libsql(':memory:') as unknown as SqliteHandle;
  expect(() => createSqliteStorage({ database, views: [view] })).toThrow('unable to declare the view note');
});
