import { emptyHead } from '../ports/plan-commits.js';
import { check, checkEqual } from './check.js';
import { commitOf, findNotes, mustCommit, noteWrite, readStream, type StorageSubject, say } from './storage-subject.js';
import type { SuiteCase } from './suite.js';

const hostile = [
  '👩🏽‍🚀 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u0301 vs é ﬁ',
  'שלום \u202Eevil\u202C مرحبا \u200F\u200E\uFEFF',
  `'; drop table event; -- "quoted" \`tick\` $1 ? :a @b \\ \\u0000 %_`,
  ' \t leading and trailing \r\n\u2028\u2029 ',
  '\u0001\u001f\u007f\u0085',
  '{"__proto__":{"polluted":true}} [1,2] null',
  '\u{10FFFF}\uFFFF\uFFFD',
];
const long = '😀é字a'.repeat(2_000);
const proto = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1},"toString":"x"}');

/** What bounds data from data: communities, and text that looks like code. */
export const boundCases: readonly SuiteCase<StorageSubject>[] = [
  {
    name: 'keeps two communities apart that use the same ids',
    async run({ storage }) {
      const parts = { rows: [noteWrite('k', { status: 'open' })] };
      await mustCommit(storage, commitOf('a', { ...parts, community: 'one', events: [say('one')] }));
      const other = commitOf('a', {
        community: 'two',
        events: [say('two'), say('2')],
        rows: [noteWrite('k', { status: 'held' })],
      });
      await mustCommit(storage, { ...other, command: { id: 'a', hash: 'other', result: '2' } });
      checkEqual((await readStream(storage, 's', 'one')).texts, ['one'], 'streams');
      checkEqual((await readStream(storage, 's', 'two')).texts, ['two', '2'], 'streams');
      for (const [community, status] of [
        ['one', 'open'],
        ['two', 'held'],
        ['three', undefined],
      ] as const) {
        const { rows } = await findNotes(storage, { community });
        checkEqual(
          rows.map(({ row }) => row?.['status']),
          status ? [status] : [],
          `rows of ${community}`,
        );
      }
      const loaded = await storage.load({ community: 'two', streams: [], commandId: 'a' });
      checkEqual(loaded.command, { hash: 'other', result: '2' }, 'commands');
      const redactions = [{ stream: 's', offsets: [1], rows: [{ view: 'note', key: 'k' }], commandIds: ['a'] }];
      await mustCommit(storage, commitOf('b', { community: 'two', stream: 't', redactions }));
      checkEqual((await readStream(storage, 's', 'one')).texts, ['one'], 'redactions');
      checkEqual(
        (await storage.load({ community: 'one', streams: [], commandId: 'a' })).command?.result,
        '{"answers":"a"}',
        'results',
      );
      const one = await storage.lease('one/sweep', 'n1', 60_000);
      checkEqual([one, await storage.lease('two/sweep', 'n2', 60_000)], [true, true], 'leases');
      checkEqual(
        (await storage.log(0, 10)).map(({ community }) => community),
        ['one', 'two', 'two', 'two'],
        'the log names them',
      );
    },
  },
  {
    name: 'gives hostile text back byte for byte, wherever it stands',
    async run({ storage }) {
      for (const [index, text] of [...hostile, long].entries()) {
        const name = index < hostile.length ? text : 'long';
        const event = { ...say(text, { note: text }), by: { kind: 'visitor' as const, name: text } };
        const rows = [
          noteWrite(name, { status: name, rank: index, question: text, tags: [text], page: { [text]: text } }),
        ];
        const commit = commitOf(name, { community: name, stream: name, events: [event], rows });
        const result = JSON.stringify(text);
        await mustCommit(storage, { ...commit, command: { id: name, hash: name, result } });
        const read = await readStream(storage, name, name);
        checkEqual(read.events, [{ ...event, offset: 1 }], 'in an event');
        checkEqual(read.head, { version: 1, commitId: name }, 'in a name');
        const found = await findNotes(storage, { community: name, where: { status: name } });
        checkEqual(
          found.rows.map(({ key, row }) => [key, row]),
          [[name, rows[0]?.row]],
          'in a row',
        );
        checkEqual(
          (await storage.load({ community: name, streams: [], commandId: name })).command,
          { hash: name, result },
          'in a result',
        );
        checkEqual(await storage.lease(name, name, 60_000), true, 'in a lease');
      }
      checkEqual((await storage.log(0, 100)).length, hostile.length + 1, 'in the log');
    },
  },
  {
    name: 'takes keys that mean something to JavaScript for plain keys',
    async run({ storage }) {
      const events = [{ ...say('x', proto), content: { text: 'x', ...proto, extra: proto } }];
      await mustCommit(
        storage,
        commitOf('__proto__', { stream: '__proto__', events, rows: [noteWrite('constructor', { page: proto })] }),
      );
      const read = await readStream(storage, '__proto__');
      checkEqual(read.events[0]?.data, proto, 'data');
      checkEqual((await findNotes(storage)).rows[0]?.row?.['page'], proto, 'a JSON column');
      check(read.events[0]?.data['polluted'] === undefined, 'nothing is inherited from data');
      check(({} as { polluted?: boolean }).polluted === undefined, 'and no prototype is touched');
      checkEqual(
        (await storage.commit(commitOf('n', { stream: 'toString', expected: emptyHead }))).status,
        'committed',
        'names',
      );
    },
  },
];
