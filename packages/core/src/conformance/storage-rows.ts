import { checkEqual, checkRejects } from './check.js';
import { commitOf, findNotes, mustCommit, noteWrite, rowsOnly, type StorageSubject } from './storage-subject.js';
import type { SuiteCase } from './suite.js';

const keysOf = ({ rows }: { rows: { key: string }[] }) => rows.map(({ key }) => key);

const table = [
  noteWrite('a', { status: 'open', rank: 30, tags: ['x'] }),
  noteWrite('b', { status: 'open', rank: 10, question: 'why?' }),
  noteWrite('c', { status: 'held', rank: 20, page: { url: 'u', title: 't' } }),
  noteWrite('d', { status: 'done', rank: null }),
  noteWrite('e', { rank: 10 }),
];

/** View rows: read models written in the same commit, found by their declared columns. */
export const rowCases: readonly SuiteCase<StorageSubject>[] = [
  {
    name: 'gives rows back with all their columns, JSON as it was',
    async run({ storage }) {
      const page = { url: 'https://shop.example/?a=1&b="2"', title: 'Ünïcode ✓', list: [1, { deep: null }], yes: true };
      const row = { status: 'open', rank: 1_750_000_000_123, question: 'Can I?', page, tags: ['a', 'b'] };
      const { position } = await mustCommit(storage, rowsOnly([noteWrite('full', row), noteWrite('bare', {})]));
      const empty = { status: null, rank: null, question: null, page: null, tags: null };
      checkEqual(
        (await findNotes(storage)).rows.map((found) => ({ ...found, row: { ...empty, ...found.row } })),
        [
          { key: 'bare', version: position, row: empty },
          { key: 'full', version: position, row },
        ],
        'what was written',
      );
    },
  },
  {
    name: 'replaces a row whole, under a new version',
    async run({ storage }) {
      await mustCommit(storage, rowsOnly([noteWrite('k', { status: 'open', question: 'why?', rank: 1 })]));
      const { position } = await mustCommit(storage, rowsOnly([noteWrite('k', { status: 'held' })]));
      const { rows } = await findNotes(storage);
      checkEqual(
        rows.map(({ version, row }) => [version, row?.['status'], row?.['question'] ?? null, row?.['rank'] ?? null]),
        [[position, 'held', null, null]],
        'nothing of the old row stays',
      );
    },
  },
  {
    name: 'keeps a tombstone of a removed row, for those who ask what is new',
    async run({ storage }) {
      const written = await mustCommit(storage, rowsOnly(table));
      const removed = await mustCommit(storage, rowsOnly([noteWrite('a', null), noteWrite('unheard', null)]));
      checkEqual(keysOf(await findNotes(storage)), ['b', 'c', 'd', 'e'], 'gone from the table');
      checkEqual(await findNotes(storage, { keys: ['a'] }), { position: removed.position, rows: [] }, 'also by key');
      const news = await findNotes(storage, { newerThan: written.position });
      checkEqual(
        news.rows.filter(({ key }) => key === 'a'),
        [{ key: 'a', version: removed.position, row: null }],
        'news',
      );
      await mustCommit(storage, rowsOnly([noteWrite('a', { rank: 1 })]));
      checkEqual(keysOf(await findNotes(storage)), ['a', 'b', 'c', 'd', 'e'], 'and may come back');
    },
  },
  {
    name: 'finds what is newer than a position',
    async run({ storage }) {
      const first = await mustCommit(storage, rowsOnly(table));
      const second = await mustCommit(
        storage,
        commitOf('x', { rows: [noteWrite('b', { status: 'held' }), noteWrite('f', {})] }),
      );
      checkEqual(keysOf(await findNotes(storage, { newerThan: first.position })), ['b', 'f'], 'what came after');
      checkEqual(keysOf(await findNotes(storage, { newerThan: second.position })), [], 'nothing yet');
      checkEqual(keysOf(await findNotes(storage, { newerThan: 0 })), ['a', 'c', 'd', 'e', 'b', 'f'], 'as written');
      checkEqual(keysOf(await findNotes(storage, { newerThan: 0, limit: 2 })), ['a', 'c'], 'oldest first');
    },
  },
  {
    name: 'filters by equality, membership, absence and bounds',
    async run({ storage }) {
      await mustCommit(storage, rowsOnly(table));
      const find = async (query: Parameters<typeof findNotes>[1]) => keysOf(await findNotes(storage, query));
      checkEqual(await find({ where: { status: 'open' } }), ['a', 'b'], 'equality');
      checkEqual(await find({ where: { status: 'open', rank: 10 } }), ['b'], 'both');
      checkEqual(await find({ where: { status: ['held', 'done'] } }), ['c', 'd'], 'one of');
      checkEqual(await find({ where: { rank: [10, 20] } }), ['b', 'c', 'e'], 'one of several numbers');
      checkEqual(await find({ where: { status: [] } }), [], 'one of none');
      checkEqual(await find({ where: { status: null } }), ['e'], 'absence');
      checkEqual(await find({ atMost: { rank: 20 } }), ['b', 'c', 'e'], 'a bound, inclusive, without nulls');
      checkEqual(await find({ where: { status: 'open' }, atMost: { rank: 29 } }), ['b'], 'both kinds');
      checkEqual(await find({ atLeast: { rank: 20 } }), ['a', 'c'], 'a lower bound, inclusive, without nulls');
      checkEqual(await find({ atLeast: { rank: 11 }, atMost: { rank: 29 } }), ['c'], 'both bounds');
      checkEqual(await find({ keys: ['d', 'a', 'nobody'] }), ['a', 'd'], 'keys');
      checkEqual(await find({ keys: [] }), [], 'no keys');
      checkEqual(await find({ keys: ['a', 'c'], where: { status: 'open' } }), ['a'], 'keys and a filter');
    },
  },
  {
    name: 'orders by a column, nulls first, then by key, and stops at the limit',
    async run({ storage }) {
      await mustCommit(storage, rowsOnly(table));
      const find = async (query: Parameters<typeof findNotes>[1]) => keysOf(await findNotes(storage, query));
      checkEqual(await find({ orderBy: 'rank' }), ['d', 'b', 'e', 'c', 'a'], 'by number');
      checkEqual(await find({ orderBy: 'status' }), ['e', 'd', 'c', 'a', 'b'], 'by text');
      checkEqual(await find({ orderBy: 'rank', limit: 2 }), ['d', 'b'], 'the first two');
      checkEqual(await find({ orderBy: 'rank', atMost: { rank: 99 }, limit: 3 }), ['b', 'e', 'c'], 'due first');
      checkEqual(await find({ orderBy: 'rank', descending: true }), ['a', 'c', 'e', 'b', 'd'], 'the other way round');
      const latest = { orderBy: 'rank', descending: true, atMost: { rank: 20 }, limit: 2 } as const;
      checkEqual(await find(latest), ['c', 'e'], 'the last two up to a bound');
      checkEqual(await find({ limit: 2 }), ['a', 'b'], 'by key');
      const { position } = await mustCommit(storage, commitOf('x'));
      checkEqual(await findNotes(storage, { limit: 0 }), { position, rows: [] }, 'no rows, but where the log stands');
    },
  },
  {
    name: 'finds the same key in two views apart, and no view that nobody declared',
    async run({ storage }) {
      await mustCommit(storage, rowsOnly([noteWrite('k', { rank: 1 }), { view: 'other', key: 'k', row: { rank: 2 } }]));
      const { rows } = await storage.find('other', { community: 'demo', limit: 10 });
      checkEqual(
        rows.map(({ row }) => row?.['rank']),
        [2],
        'the other view',
      );
      checkEqual(
        (await findNotes(storage)).rows.map(({ row }) => row?.['rank']),
        [1],
        'this view',
      );
      await checkRejects(storage.find('undeclared', { community: 'demo', limit: 1 }), 'an undeclared view');
      await checkRejects(
        storage.commit(rowsOnly([{ view: 'undeclared', key: 'k', row: {} }])),
        'a row of an undeclared view',
      );
    },
  },
];
