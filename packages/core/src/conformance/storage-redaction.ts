import type { Redaction } from '../ports/storage.js';
import { check, checkEqual } from './check.js';
import {
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

const secret = 'my number is 0612345678';

const erasure = (parts: Partial<Redaction>): Redaction => ({
  stream: 's',
  offsets: [],
  rows: [],
  commandIds: [],
  ...parts,
});

const redactionOf = (parts: Partial<Redaction>) =>
  commitOf('redact', {
    expected: headAt(3, 's-3'),
    events: [{ ...say(''), type: 'content.redacted', data: { offsets: parts.offsets ?? [] }, content: null }],
    redactions: [erasure(parts)],
  });

/** Redaction is part of a commit: what people wrote goes everywhere, offsets and data stay. */
export const redactionCases: readonly SuiteCase<StorageSubject>[] = [
  {
    name: 'erases the content of events, and keeps their offsets and data',
    async run({ storage }) {
      await fill(storage, 's', ['1', '2', '3']);
      await fill(storage, 't', ['1', '2']);
      await mustCommit(storage, redactionOf({ offsets: [1, 3] }));
      const loaded = await storage.load({ community: home, streams: [{ stream: 's' }, { stream: 't' }] });
      checkEqual(
        loaded.streams.map(({ events }) => events.map(({ offset, type, content }) => [offset, type, content])),
        [
          [
            [1, 'message.posted', null],
            [2, 'message.posted', { text: '2' }],
            [3, 'message.posted', null],
            [4, 'content.redacted', null],
          ],
          [
            [1, 'message.posted', { text: '1' }],
            [2, 'message.posted', { text: '2' }],
          ],
        ],
        'the named offsets of the named stream',
      );
      checkEqual(loaded.streams[0]?.events[3]?.data, { offsets: [1, 3] }, 'said in the stream');
    },
  },
  {
    name: 'leaves nothing of what was erased in events, log, rows or results',
    async run({ storage }) {
      await fill(storage, 's', ['1', '2']);
      const told = {
        ...commitOf('s-3', {
          expected: headAt(2, 's-2'),
          events: [say(secret)],
          rows: [
            noteWrite('k', { status: 'open', rank: 7, question: secret, page: { title: secret }, tags: ['kept'] }),
          ],
        }),
        command: { id: 's-3', hash: 'h', result: JSON.stringify({ echo: secret }) },
      };
      await mustCommit(storage, told);
      const { position } = await mustCommit(
        storage,
        redactionOf({ offsets: [3], rows: [{ view: 'note', key: 'k' }], commandIds: ['s-3'] }),
      );
      const loaded = await storage.load({ community: home, streams: [{ stream: 's' }], commandId: 's-3' });
      const found = await findNotes(storage);
      const everything = JSON.stringify([loaded, await storage.log(0, 100), found, await storage.commit(told)]);
      check(!everything.includes(secret), 'nothing of it comes back');
      checkEqual(loaded.command, { hash: 'h', result: 'null' }, 'the result is null, the id stays known');
      checkEqual(await storage.commit(told), { status: 'duplicate', result: 'null' }, 'also for the retry');
      const row = { status: 'open', rank: 7, question: null, page: null, tags: ['kept'] };
      checkEqual(found.rows, [{ key: 'k', version: position, row }], 'the row stays, under a new version');
    },
  },
  {
    name: 'writes another author in place of the one who goes, and leaves the others',
    async run({ storage }) {
      await fill(storage, 's', ['1', '2', '3']);
      const by = { kind: 'coach' as const, id: 'c', name: '' };
      await mustCommit(storage, redactionOf({ offsets: [2], authors: { offsets: [1, 2], by } }));
      const { streams } = await storage.load({ community: home, streams: [{ stream: 's' }] });
      checkEqual(
        streams[0]?.events.slice(0, 3).map((event) => [event.by, event.content]),
        [
          [by, { text: '1' }],
          [by, null],
          [{ kind: 'visitor', name: 'Ada' }, { text: '3' }],
        ],
        'authors',
      );
      checkEqual((await storage.log(0, 1))[0]?.by, by, 'the log says the same');
    },
  },
  {
    name: 'erases nothing when the commit loses',
    async run({ storage }) {
      await fill(storage, 's', ['1', '2', '3', '4']);
      const outcome = await storage.commit(redactionOf({ offsets: [1], commandIds: ['s-1'] }));
      checkEqual(outcome, { status: 'version_conflict' }, 'a late redaction');
      const { streams, command } = await storage.load({
        community: home,
        streams: [{ stream: 's' }],
        commandId: 's-1',
      });
      checkEqual(streams[0]?.events[0]?.content, { text: '1' }, 'still there');
      checkEqual(command?.result, '{"answers":"s-1"}', 'still there');
    },
  },
  {
    name: 'keeps to the order of one tick: what is written after a redaction stays',
    async run({ storage }) {
      await fill(storage, 's', ['1', '2', '3']);
      const before = commitOf('t', { stream: 't', rows: [noteWrite('before', { question: secret })] });
      const after = commitOf('u', { stream: 'u', rows: [noteWrite('after', { question: 'new' })] });
      const rows = ['before', 'after'].map((key) => ({ view: 'note', key }));
      await Promise.all([before, redactionOf({ offsets: [1], rows }), after].map((commit) => storage.commit(commit)));
      const found = await findNotes(storage);
      checkEqual(
        found.rows.map(({ key, row }) => [key, row?.['question'] ?? null]),
        [
          ['after', 'new'],
          ['before', null],
        ],
        'order',
      );
    },
  },
];
