import type { LoggedEvent, Storage } from '../ports/storage.js';
import { check, checkEqual, pause } from './check.js';
import {
  commitOf,
  fill,
  findNotes,
  home,
  mustCommit,
  noteWrite,
  openHandles,
  rowsOnly,
  type StorageSubject,
  say,
} from './storage-subject.js';
import type { SuiteCase } from './suite.js';

/** Reads `log(after)` as a poller does until `count` events have come, or nothing new has for a while. */
async function followLog(storage: Storage, count: number): Promise<LoggedEvent[]> {
  const seen: LoggedEvent[] = [];
  for (let idle = 0; seen.length < count && idle < 400; idle++) {
    const news = await storage.log(seen.at(-1)?.position ?? 0, 50);
    if (news.length > 0) idle = 0;
    else await pause(2);
    seen.push(...news);
  }
  return seen;
}

const writersCount = 8;
const commitsEach = 25;

async function writeMany(storage: Storage, writer: number): Promise<void> {
  for (let n = 0; n < commitsEach; n++) {
    const stream = n % 2 ? 'shared' : `own-${writer}`;
    const events = [say(`${writer}.${n}`), say(`${writer}.${n}'`)];
    const rows = [noteWrite(`${writer}`, { rank: n })];
    await mustCommit(storage, commitOf(`w${writer}-${n}`, { stream, expected: 'any', events, rows }));
    if (n % 10 === 0) await pause(1);
  }
}

/** The global log: everything, in commit order, and never a position behind one that was already seen. */
export const logCases: readonly SuiteCase<StorageSubject>[] = [
  {
    name: 'skips no late committer: a poller beside eight writers misses nothing',
    isRace: true,
    async run(subject) {
      const handles = await openHandles(subject, writersCount + 1);
      const count = writersCount * commitsEach * 2;
      const [seen] = await Promise.all([
        followLog(handles[writersCount] as Storage, count),
        ...Array.from({ length: writersCount }, (_, writer) => writeMany(handles[writer] as Storage, writer)),
      ]);
      checkEqual(seen.length, count, 'the poller sees every event');
      const stored = await subject.storage.log(0, count + 1);
      checkEqual(
        seen.map(({ position }) => position),
        stored.map(({ position }) => position),
        'the poller sees what is stored',
      );
      const ends = new Map<string, number>();
      seen.forEach(({ stream, offset, position }, index) => {
        check(position > (seen[index - 1]?.position ?? 0), 'positions ascend strictly');
        checkEqual(offset, (ends.get(stream) ?? 0) + 1, `offsets of ${stream} are contiguous in the log`);
        ends.set(stream, offset);
      });
    },
  },
  {
    name: 'pages through the log',
    async run({ storage }) {
      await fill(storage, 'a', ['1', '2', '3']);
      await fill(storage, 'b', ['4', '5']);
      const paged: unknown[] = [];
      let after = 0;
      for (let page = await storage.log(0, 2); page.length > 0; page = await storage.log(after, 2)) {
        check(page.length <= 2, 'at most as many as asked');
        paged.push(...page.map(({ content }) => content?.['text']));
        after = page.at(-1)?.position ?? after;
      }
      checkEqual(paged, ['1', '2', '3', '4', '5'], 'all of it, once');
    },
  },
  {
    name: 'takes a position for a commit that only writes rows',
    async run({ storage }) {
      const first = await mustCommit(storage, commitOf('a'));
      const rows = await mustCommit(storage, rowsOnly([noteWrite('k', { rank: 1 })]));
      const empty = await mustCommit(
        storage,
        commitOf('b', { stream: 't', events: [], rows: [noteWrite('l', { rank: 2 })] }),
      );
      const last = await mustCommit(storage, commitOf('c', { stream: 'u' }));
      const positions = [first, rows, empty, last].map(({ position }) => position);
      check(
        positions.every((position, index) => position > (positions[index - 1] ?? 0)),
        'every commit has a position of its own',
      );
      const found = await findNotes(storage);
      checkEqual(
        found.rows.map(({ key, version }) => [key, version]),
        [
          ['k', rows.position],
          ['l', empty.position],
        ],
        'rows carry the position of their commit',
      );
      checkEqual(found.position, last.position, 'find says what it is true for');
      checkEqual(
        (await storage.log(0, 10)).map(({ stream }) => stream),
        ['s', 'u'],
        'the log has events only',
      );
    },
  },
  {
    name: 'gives the commit the position of its last event',
    async run({ storage }) {
      const outcome = await mustCommit(storage, commitOf('a', { events: [say('1'), say('2'), say('3')] }));
      const log = await storage.log(0, 10);
      checkEqual(log.at(-1)?.position, outcome.position, 'the last position');
      checkEqual(
        log.map(({ community, stream }) => [community, stream]),
        Array(3).fill([home, 's']),
        'with its place',
      );
    },
  },
];
