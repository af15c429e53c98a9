import { emptyHead } from '../ports/plan-commits.js';
import { checkEqual } from './check.js';
import {
  checkStored,
  commitOf,
  fill,
  findNotes,
  headAt,
  home,
  mustCommit,
  noteWrite,
  type StorageSubject,
  say,
} from './storage-subject.js';
import type { SuiteCase } from './suite.js';

/** One commit: all of it or nothing, on the heads it was decided on, once per command id. */
export const commitCases: readonly SuiteCase<StorageSubject>[] = [
  {
    name: 'refuses a commit on an old version, and stores none of it',
    async run({ storage }) {
      await fill(storage, 's', ['1', '2']);
      const late = commitOf('late', { expected: headAt(1, 's-1'), rows: [noteWrite('late', { status: 'open' })] });
      checkEqual(await storage.commit(late), { status: 'version_conflict' }, 'an old version');
      checkEqual(await storage.commit(commitOf('new')), { status: 'version_conflict' }, 'a stream thought new');
      const early = commitOf('early', { expected: headAt(3, 's-3') });
      checkEqual(await storage.commit(early), { status: 'version_conflict' }, 'a version still to come');
      await checkStored(storage, 's', ['1', '2']);
      checkEqual((await findNotes(storage)).rows, [], 'no row of a refused commit');
      const { command } = await storage.load({ community: home, streams: [], commandId: 'late' });
      checkEqual(command, null, 'no record of a refused command');
    },
  },
  {
    name: 'refuses the right version of another commit: what was built on a lost speculation cannot win',
    async run({ storage }) {
      await mustCommit(storage, commitOf('winner'));
      const built = commitOf('built', { expected: headAt(1, 'loser') });
      checkEqual(await storage.commit(built), { status: 'version_conflict' }, 'a head is its version and its commit');
      await checkStored(storage, 's', ['winner']);
      await mustCommit(storage, commitOf('next', { expected: headAt(1, 'winner') }));
      await checkStored(storage, 's', ['winner', 'next']);
    },
  },
  {
    name: 'lets facts that commute in at any version',
    async run({ storage }) {
      await mustCommit(storage, commitOf('a', { expected: 'any' }));
      const outcome = await mustCommit(storage, commitOf('b', { expected: 'any', events: [say('2'), say('3')] }));
      checkEqual(outcome.heads, { s: headAt(3, 'b') }, 'the outcome says where they went');
      await checkStored(storage, 's', ['a', '2', '3']);
    },
  },
  {
    name: 'commits several streams together or not at all',
    async run({ storage }) {
      const on = (stream: string, expected = emptyHead) => ({ stream, expected, events: [say(stream)] });
      await mustCommit(storage, commitOf('both', { appends: [on('b'), on('a')] }));
      const half = commitOf('half', {
        appends: [on('a', headAt(1, 'both')), on('c'), on('b', headAt(7, 'elsewhere'))],
        rows: [noteWrite('half', { status: 'open' })],
      });
      checkEqual(await storage.commit(half), { status: 'version_conflict' }, 'one wrong head of three');
      await checkStored(storage, 'a', ['a']);
      await checkStored(storage, 'b', ['b']);
      await checkStored(storage, 'c', []);
      checkEqual((await findNotes(storage)).rows, [], 'no row');
      const { command } = await storage.load({ community: home, streams: [], commandId: 'half' });
      checkEqual(command, null, 'no command');
    },
  },
  {
    name: 'answers a repeated command with its first result, byte for byte, however late',
    async run({ storage }) {
      const result = '{ "b":1.50, "a":"\\u00e9 é \\ud83d\\ude00" ,"z":[] }';
      const first = { ...commitOf('a'), command: { id: 'a', hash: 'h', result } };
      await mustCommit(storage, first);
      await mustCommit(storage, commitOf('b', { expected: headAt(1, 'a') }));
      const again = { ...first, command: { id: 'a', hash: 'h', result: '"another"' } };
      checkEqual(await storage.commit(again), { status: 'duplicate', result }, 'the first result');
      const elsewhere = { ...commitOf('a', { stream: 'elsewhere' }), command: again.command };
      checkEqual(await storage.commit(elsewhere), { status: 'duplicate', result }, 'whatever the retry would do now');
      await checkStored(storage, 's', ['a', 'b']);
      await checkStored(storage, 'elsewhere', []);
      const loaded = await storage.load({ community: home, streams: [], commandId: 'a' });
      checkEqual(loaded.command, { hash: 'h', result }, 'load tells the same');
    },
  },
  {
    name: 'refuses an id that comes back with other params',
    async run({ storage }) {
      await mustCommit(storage, commitOf('a'));
      const other = {
        ...commitOf('a', { expected: headAt(1, 'a') }),
        command: { id: 'a', hash: 'other', result: '1' },
      };
      checkEqual(await storage.commit(other), { status: 'conflicting_duplicate' }, 'one id, one meaning');
      await checkStored(storage, 's', ['a']);
    },
  },
  {
    name: 'keeps no record of a refused command: its id may come again and win',
    async run({ storage }) {
      await mustCommit(storage, commitOf('a'));
      checkEqual(await storage.commit(commitOf('b')), { status: 'version_conflict' }, 'first try');
      await mustCommit(storage, commitOf('b', { expected: headAt(1, 'a') }));
      await checkStored(storage, 's', ['a', 'b']);
    },
  },
  {
    name: 'records a command that appends nothing',
    async run({ storage }) {
      const quiet = commitOf('quiet', { appends: [], rows: [noteWrite('k', { rank: 1 })] });
      await mustCommit(storage, quiet);
      checkEqual((await storage.commit(quiet)).status, 'duplicate', 'known afterwards');
    },
  },
];
