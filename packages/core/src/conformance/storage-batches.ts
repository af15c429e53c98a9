import { emptyHead } from '../ports/plan-commits.js';
import type { Commit, Head } from '../ports/storage.js';
import { check, checkEqual } from './check.js';
import {
  checkStored,
  commitOf,
  fill,
  findNotes,
  headAt,
  mustCommit,
  noteWrite,
  openHandles,
  readStream,
  type StorageSubject,
  say,
} from './storage-subject.js';
import type { SuiteCase } from './suite.js';

const statuses = async (subject: StorageSubject, commits: readonly Commit[]) =>
  (await Promise.all(commits.map((commit) => subject.storage.commit(commit)))).map(({ status }) => status);

/** Many commits at once: each wins or loses for itself, in the order they came, and a race has one winner. */
export const batchCases: readonly SuiteCase<StorageSubject>[] = [
  {
    name: 'takes commits of one tick in order: each may build on the one before it',
    async run(subject) {
      const count = 300;
      const chain = Array.from({ length: count }, (_, i) =>
        commitOf(`m${i + 1}`, { expected: i === 0 ? emptyHead : headAt(i, `m${i}`) }),
      );
      const outcomes = await statuses(subject, chain);
      check(
        outcomes.every((status) => status === 'committed'),
        'every link of the chain is committed',
      );
      await checkStored(
        subject.storage,
        's',
        chain.map((commit) => commit.command?.id ?? ''),
      );
    },
  },
  {
    name: 'lets losers fail alone: their neighbours of the same tick win',
    async run(subject) {
      await fill(subject.storage, 'old', ['1']);
      const outcomes = await statuses(subject, [
        commitOf('a'),
        commitOf('lost-1'),
        commitOf('b', { expected: headAt(1, 'a') }),
        commitOf('old-1', { stream: 'old', expected: headAt(1, 'old-1') }),
        commitOf('elsewhere', { stream: 'x', rows: [noteWrite('x', { rank: 1 })] }),
        commitOf('lost-2', { stream: 'old', rows: [noteWrite('x', { rank: 2 })] }),
        commitOf('built-on-lost', { expected: headAt(2, 'lost-1') }),
        commitOf('c', { expected: headAt(2, 'b') }),
        { ...commitOf('a'), command: { id: 'a', hash: 'other', result: '' } },
      ]);
      const conflict = 'version_conflict';
      checkEqual(
        outcomes,
        [
          'committed',
          conflict,
          'committed',
          'duplicate',
          'committed',
          conflict,
          conflict,
          'committed',
          'conflicting_duplicate',
        ],
        'each for itself',
      );
      await checkStored(subject.storage, 's', ['a', 'b', 'c']);
      await checkStored(subject.storage, 'old', ['1']);
      await checkStored(subject.storage, 'x', ['elsewhere']);
      const { rows } = await findNotes(subject.storage);
      checkEqual(
        rows.map(({ key, row }) => [key, row?.['rank']]),
        [['x', 1]],
        'rows of winners only',
      );
    },
  },
  {
    name: 'gives a command sent twice in one tick one effect and one answer',
    async run(subject) {
      const twins = await Promise.all([subject.storage.commit(commitOf('a')), subject.storage.commit(commitOf('a'))]);
      checkEqual(
        twins.map(({ status }) => status),
        ['committed', 'duplicate'],
        'the second is the first again',
      );
      checkEqual(twins[1], { status: 'duplicate', result: '{"answers":"a"}' }, 'with its result');
      const anywhere = commitOf('b', { stream: 'any', expected: 'any' });
      const pair = await Promise.all([subject.storage.commit(anywhere), subject.storage.commit(anywhere)]);
      checkEqual(pair.map(({ status }) => status).sort(), ['committed', 'duplicate'], 'also where any version will do');
      await checkStored(subject.storage, 's', ['a']);
      await checkStored(subject.storage, 'any', ['b']);
    },
  },
  {
    name: 'writes the last of several rows of one key',
    async run(subject) {
      const write = (id: string, rank: number, expected: Head) =>
        commitOf(id, { expected, rows: [noteWrite('k', { rank, status: id })] });
      await statuses(subject, [write('a', 1, emptyHead), write('b', 2, headAt(1, 'a')), write('c', 3, headAt(2, 'b'))]);
      const { rows, position } = await findNotes(subject.storage);
      checkEqual(
        rows.map(({ row }) => row?.['status']),
        ['c'],
        'one row, the last',
      );
      checkEqual(rows[0]?.version, position, 'with the last position');
    },
  },
  {
    name: 'gives sixteen claims on one stream one winner, again and again',
    isRace: true,
    async run(subject) {
      const handles = await openHandles(subject, 16);
      for (let round = 0; round < 25; round++) {
        const stream = `request-${round}`;
        await mustCommit(subject.storage, commitOf(`${stream}-asked`, { stream }));
        const expected = headAt(1, `${stream}-asked`);
        const outcomes = await Promise.all(
          handles.map((storage, coach) =>
            storage.commit(
              commitOf(`${stream}-claim-${coach}`, {
                appends: [
                  { stream, expected, events: [say(`claimed by ${coach}`)] },
                  { stream: `coach-${coach}`, expected: 'any', events: [say(stream)] },
                ],
                rows: [noteWrite(stream, { rank: coach })],
              }),
            ),
          ),
        );
        const winners = outcomes.flatMap(({ status }, coach) => (status === 'committed' ? [coach] : []));
        checkEqual(winners.length, 1, 'one winner');
        await checkStored(subject.storage, stream, [`${stream}-asked`, `claimed by ${winners[0]}`]);
        const { rows } = await findNotes(subject.storage, { keys: [stream] });
        checkEqual(
          rows.map(({ row }) => row?.['rank']),
          [winners[0]],
          "the winner's row",
        );
      }
      const slots = await Promise.all(handles.map((_, coach) => readStream(subject.storage, `coach-${coach}`)));
      checkEqual(
        slots.reduce((sum, { head }) => sum + head.version, 0),
        25,
        'and only winners hold a slot',
      );
    },
  },
  {
    name: 'gives one command sent to many handles at once one effect',
    isRace: true,
    async run(subject) {
      const handles = await openHandles(subject, 8);
      for (let round = 0; round < 15; round++) {
        const commit = commitOf(`c${round}`, { stream: `s${round % 3}`, expected: 'any' });
        const outcomes = await Promise.all(handles.map((storage) => storage.commit(commit)));
        const sorted = outcomes.map(({ status }) => status).sort();
        checkEqual(sorted, ['committed', ...Array(7).fill('duplicate')], 'one committed, the others told so');
      }
      for (const n of [0, 1, 2])
        await checkStored(
          subject.storage,
          `s${n}`,
          [0, 3, 6, 9, 12].map((from) => `c${from + n}`),
        );
    },
  },
  {
    name: 'serves streams that are touched in any order without a standstill',
    isRace: true,
    async run(subject) {
      const handles = await openHandles(subject, 8);
      const names = ['a', 'b', 'c', 'd'];
      const work = handles.map(async (storage, writer) => {
        for (let n = 0; n < 10; n++) {
          const turned = [...names.slice((writer + n) % 4), ...names.slice(0, (writer + n) % 4)];
          const appends = turned.map((stream) => ({
            stream,
            expected: 'any' as const,
            events: [say(`${writer}.${n}`)],
          }));
          await mustCommit(storage, commitOf(`w${writer}-${n}`, { appends }));
        }
      });
      await Promise.all(work);
      for (const name of names)
        checkEqual((await readStream(subject.storage, name)).head.version, 80, `all of ${name}`);
    },
  },
];
