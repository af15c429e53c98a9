import { randomBytes } from 'node:crypto';
import { type Commit, type Row, type Storage, type ViewDefinition, views } from '@entraide/core';
import pg from 'pg';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { createPostgresStorage } from './postgres-storage.js';

const url = inject('services').postgres;

/** The views of the first release: a server of it may run beside one of today while they are replaced. */
const firstRelease: readonly ViewDefinition[] = [
  {
    name: 'conversation',
    columns: {
      status: 'text',
      visitorId: 'text',
      coachId: 'text',
      topic: 'text',
      locale: 'text',
      askedAt: 'integer',
      later: 'integer',
      outcome: 'text',
      question: 'text',
      page: 'json',
    },
    content: ['question', 'page'],
    indexes: [['status', 'askedAt'], ['visitorId'], ['coachId']],
  },
  {
    name: 'coach',
    columns: {
      kind: 'text',
      subject: 'text',
      name: 'text',
      locales: 'json',
      topics: 'json',
      status: 'text',
      until: 'integer',
      capacity: 'integer',
      openCount: 'integer',
    },
    content: [],
    indexes: [['subject'], ['kind']],
  },
  {
    name: 'deadline',
    columns: { stream: 'text', kind: 'text', dueAt: 'integer' },
    content: [],
    indexes: [['dueAt']],
  },
];

const community = 'shop';
const ask = (n: number, more: Row = {}): Commit => ({
  community,
  command: { id: `ask ${n}`, hash: 'h', result: '{}' },
  appends: [
    {
      stream: `conversation/${n}`,
      expected: 'any' as const,
      events: [
        { type: 'conversation.asked', at: n, by: { kind: 'visitor' as const, name: 'V' }, data: {}, content: null },
      ],
    },
  ],
  rows: [
    {
      view: 'conversation',
      key: String(n),
      row: { status: 'waiting', visitorId: 'v', askedAt: n, later: 0, question: 'Which size?', ...more },
    },
  ],
});
const waiting = async (storage: Storage) => {
  const query = { community, where: { status: 'waiting' }, orderBy: 'askedAt', limit: 100 };
  return (await storage.find('conversation', query)).rows.map(({ key }) => key);
};

describe.runIf(url)('F17: two releases on one PostgreSQL', () => {
  const admin = new pg.Pool({ connectionString: url as string, max: 1 });
  const schemas: string[] = [];
  afterAll(async () => {
    for (const schema of schemas) await admin.query(`drop schema if exists ${schema} cascade`);
    await admin.end();
  });
  const openBoth = () => {
    const schema = `test_${randomBytes(6).toString('hex')}`;
    schemas.push(schema);
    return (declared: readonly ViewDefinition[]) =>
      createPostgresStorage({ url: url as string, schema, views: declared, poolMax: 2 });
  };

  it.each([
    ['the older one was there first', [firstRelease, views]],
    ['the newer one was there first', [views, firstRelease]],
  ])('write and read at the same time, where %s', async (_, [first, second]) => {
    const open = openBoth();
    const one = open(first as readonly ViewDefinition[]);
    await one.commit(ask(1));
    const other = open(second as readonly ViewDefinition[]);
    const [older, newer] = first === firstRelease ? [one, other] : [other, one];
    const commits = Array.from({ length: 40 }, (__, n) =>
      (n % 2 ? older : newer).commit(n % 2 ? ask(n + 2) : ask(n + 2, { firstCoachId: 'c' })),
    );
    expect((await Promise.all(commits)).every(({ status }) => status === 'committed')).toBe(true);
    const expected = Array.from({ length: 41 }, (__, n) => String(n + 1));
    expect([await waiting(older), await waiting(newer)]).toEqual([expected, expected]);
    // One log, gapless, whoever wrote.
    const positions = (await older.log(0, 100)).map(({ position }) => position);
    expect((await newer.log(0, 100)).map(({ position }) => position)).toEqual(positions);
    // What the older one doesn't know it leaves as it is.
    await newer.commit(ask(100, { firstCoachId: 'c' }));
    const { rows } = await newer.find('conversation', { community, keys: ['100'], limit: 1 });
    expect(rows[0]?.row).toMatchObject({ firstCoachId: 'c' });
    await Promise.all([older.close(), newer.close()]);
  });

  it('never lose a column: what an earlier release declared is declared by all after it', () => {
    for (const { name, columns } of firstRelease)
      expect(views.find((view) => view.name === name)?.columns).toMatchObject(columns);
  });
});
