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
  readStream,
  type StorageSubject,
  say,
} from './storage-subject.js';
import type { SuiteCase } from './suite.js';

/** Reading streams: what was committed, whole, in order, within the bounds asked. */
export const streamCases: readonly SuiteCase<StorageSubject>[] = [
  {
    name: 'begins empty',
    async run({ storage }) {
      checkEqual(
        await readStream(storage, 's'),
        { stream: 's', head: emptyHead, events: [], texts: [] },
        'no stream yet',
      );
      checkEqual(await storage.log(0, 10), [], 'an empty log');
      checkEqual((await findNotes(storage)).rows, [], 'no rows');
      const { command } = await storage.load({ community: home, streams: [], commandId: 'unheard' });
      checkEqual(command, null, 'no command');
    },
  },
  {
    name: 'gives every event back as it was stored, at offsets without gaps',
    async run({ storage }) {
      const full = { ...say('one', { n: 1, deep: { list: [1, 'two', null, true] } }), at: 1_750_000_000_123 };
      const bare = {
        ...say(''),
        type: 'coach.joined',
        by: { kind: 'coach' as const, name: 'Bo', id: 'p1' },
        content: null,
      };
      await mustCommit(storage, commitOf('a', { events: [full, bare] }));
      await mustCommit(storage, commitOf('b', { expected: headAt(2, 'a'), events: [say('three')] }));
      const { events } = await readStream(storage, 's');
      const wanted = [full, bare, say('three')].map((event, index) => ({ ...event, offset: index + 1 }));
      checkEqual(events, wanted, 'events come back whole');
      checkEqual(
        (await storage.log(0, 10)).map(({ position: _, ...event }) => event),
        wanted.map((event) => ({ ...event, community: home, stream: 's' })),
        'the log gives them back whole, with their place',
      );
    },
  },
  {
    name: 'reads after, before, and the latest few',
    async run({ storage }) {
      await fill(storage, 's', ['1', '2', '3', '4', '5']);
      const read = async (bounds: object) => {
        const { streams } = await storage.load({ community: home, streams: [{ stream: 's', ...bounds }] });
        return [streams[0]?.events.map(({ offset }) => offset), streams[0]?.head.version];
      };
      checkEqual(await read({ after: 3 }), [[4, 5], 5], 'after');
      checkEqual(await read({ after: 9 }), [[], 5], 'after the end');
      checkEqual(await read({ before: 3 }), [[1, 2], 5], 'before');
      checkEqual(await read({ after: 1, before: 5 }), [[2, 3, 4], 5], 'between');
      checkEqual(await read({ limit: 2 }), [[4, 5], 5], 'the latest two, ascending');
      checkEqual(await read({ before: 4, limit: 2 }), [[2, 3], 5], 'a page back');
      checkEqual(await read({ after: 1, limit: 2 }), [[4, 5], 5], 'the latest two after');
      checkEqual(await read({ limit: 0 }), [[], 5], 'the head alone');
      checkEqual(await read({ before: 1 }), [[], 5], 'before the first');
    },
  },
  {
    name: 'answers for several streams and a command in one read, in the order asked',
    async run({ storage }) {
      await fill(storage, 'a', ['1']);
      await fill(storage, 'b', ['2', '3']);
      const loaded = await storage.load({
        community: home,
        streams: [
          { stream: 'b', after: 1 },
          { stream: 'none' },
          { stream: 'a', limit: 0 },
          { stream: 'b', limit: 1, before: 2 },
        ],
        commandId: 'b-2',
      });
      checkEqual(
        loaded.streams.map(({ stream, head, events }) => [stream, head, events.map(({ offset }) => offset)]),
        [
          ['b', headAt(2, 'b-2'), [2]],
          ['none', emptyHead, []],
          ['a', headAt(1, 'a-1'), []],
          ['b', headAt(2, 'b-2'), [1]],
        ],
        'one answer per read',
      );
      checkEqual(loaded.command, { hash: 'hash of b-2', result: '{"answers":"b-2"}' }, 'the command asked for');
    },
  },
  {
    name: 'names in each head the commit that wrote it, also where it added no event',
    async run({ storage }) {
      await mustCommit(storage, commitOf('a'));
      const outcome = await mustCommit(storage, commitOf('b', { expected: headAt(1, 'a'), events: [] }));
      checkEqual(outcome.heads, { s: headAt(1, 'b') }, 'the outcome names the new head');
      checkEqual((await readStream(storage, 's')).head, headAt(1, 'b'), 'and so does the next read');
    },
  },
  {
    name: 'gives the same epoch as long as offsets keep their meaning',
    async run({ storage }) {
      const { epoch } = await storage.load({ community: home, streams: [] });
      await mustCommit(storage, commitOf('a', { rows: [noteWrite('k', { status: 'open' })] }));
      checkEqual((await storage.load({ community: home, streams: [] })).epoch, epoch, 'one epoch');
      checkEqual(epoch.length > 0, true, 'an epoch has a name');
    },
  },
  {
    name: 'lends nothing: what a caller changes afterwards is not stored',
    async run({ storage }) {
      const event = say('kept', { list: [1] });
      await mustCommit(storage, commitOf('a', { events: [event] }));
      (event.data['list'] as number[]).push(2);
      const read = await readStream(storage, 's');
      checkEqual(read.events[0]?.data, { list: [1] }, 'stored as it was when committed');
      (read.events[0] as { content: unknown }).content = { text: 'changed' };
      await checkStored(storage, 's', ['kept']);
    },
  },
];
