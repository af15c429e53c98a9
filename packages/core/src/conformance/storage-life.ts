import { check, checkEqual, checkRejects } from './check.js';
import {
  checkStored,
  commitOf,
  findNotes,
  headAt,
  home,
  mustCommit,
  noteWrite,
  openHandles,
  readStream,
  rowsOnly,
  type StorageSubject,
} from './storage-subject.js';
import type { SuiteCase } from './suite.js';

/** Leases, peers, closing and opening again. */
export const lifeCases: readonly SuiteCase<StorageSubject>[] = [
  {
    name: 'gives a lease to one holder, who may renew it, until it runs out',
    async run({ storage, passTime }) {
      checkEqual(await storage.lease('sweep', 'a', 400), true, 'taken');
      checkEqual(await storage.lease('sweep', 'b', 400), false, 'refused to another');
      checkEqual(await storage.lease('other', 'b', 400), true, 'another name is another lease');
      checkEqual(await storage.lease('sweep', 'a', 60_000), true, 'renewed');
      await passTime(450);
      checkEqual(await storage.lease('sweep', 'b', 400), false, 'held as long as it was renewed for');
      checkEqual(await storage.lease('other', 'a', 60_000), true, 'free once it has run out');
      checkEqual(await storage.lease('other', 'b', 400), false, "the new holder's");
    },
  },
  {
    name: 'gives a lease that many want at once to one of them',
    isRace: true,
    async run(subject) {
      const handles = await openHandles(subject, 8);
      for (let round = 0; round < 10; round++) {
        const taken = await Promise.all(handles.map((storage, n) => storage.lease(`l${round}`, `holder ${n}`, 60_000)));
        checkEqual(taken.filter(Boolean).length, 1, 'one holder');
      }
    },
  },
  {
    name: 'shows each handle at once what another has committed',
    isRace: true,
    async run(subject) {
      const [one, two] = (await openHandles(subject, 2)) as [StorageSubject['storage'], StorageSubject['storage']];
      for (let n = 0; n < 10; n++) {
        const [from, to] = n % 2 ? [one, two] : [two, one];
        const expected = n === 0 ? headAt(0, '') : headAt(n, `c${n - 1}`);
        const { position } = await mustCommit(
          from,
          commitOf(`c${n}`, { expected, rows: [noteWrite('k', { rank: n })] }),
        );
        checkEqual((await readStream(to, 's')).head, headAt(n + 1, `c${n}`), 'the head');
        checkEqual(
          (await findNotes(to)).rows.map(({ row, version }) => [row?.['rank'], version]),
          [[n, position]],
          'the row',
        );
      }
      const epochs = await Promise.all([one, two].map((handle) => handle.load({ community: home, streams: [] })));
      checkEqual(epochs[0]?.epoch, epochs[1]?.epoch, 'one epoch for all');
    },
  },
  {
    name: 'says truly what it is',
    async run(subject) {
      const { durability, shared } = subject.storage;
      check(!shared || subject.createPeer !== undefined, 'a shared storage is tested through several handles');
      check(durability === 'memory' || subject.reopen !== undefined, 'a durable storage is tested by opening it again');
    },
  },
  {
    name: 'finishes what is under way when it closes, refuses what comes later, and closes twice',
    async run({ storage }) {
      const under = [commitOf('a'), commitOf('b', { expected: headAt(1, 'a') })].map((commit) =>
        storage.commit(commit),
      );
      const closed = storage.close();
      checkEqual(
        (await Promise.all(under)).map(({ status }) => status),
        ['committed', 'committed'],
        'under way',
      );
      await Promise.all([closed, storage.close()]);
      await storage.close();
      await checkRejects(storage.commit(commitOf('c', { expected: 'any' })), 'commit after close');
      await checkRejects(storage.load({ community: home, streams: [] }), 'load after close');
      await checkRejects(storage.log(0, 1), 'log after close');
      await checkRejects(findNotes(storage), 'find after close');
      await checkRejects(storage.lease('l', 'h', 1), 'lease after close');
    },
  },
  {
    name: 'keeps everything over a close: streams, rows, tombstones, commands, positions and the epoch',
    isDurable: true,
    async run(subject) {
      await mustCommit(
        subject.storage,
        commitOf('a', { rows: [noteWrite('k', { rank: 1 }), noteWrite('l', { rank: 2 })] }),
      );
      const last = await mustCommit(subject.storage, rowsOnly([noteWrite('l', null)]));
      const { epoch } = await subject.storage.load({ community: home, streams: [] });
      const storage = await (subject.reopen as () => Promise<StorageSubject['storage']>).call(subject);
      await checkStored(storage, 's', ['a']);
      checkEqual((await storage.load({ community: home, streams: [] })).epoch, epoch, 'the epoch');
      checkEqual(
        (await findNotes(storage, { newerThan: 0 })).rows.map(({ key, row }) => [key, row !== null]),
        [
          ['k', true],
          ['l', false],
        ],
        'rows',
      );
      checkEqual((await storage.commit(commitOf('a'))).status, 'duplicate', 'commands');
      const next = await mustCommit(storage, commitOf('b', { expected: headAt(1, 'a') }));
      check(next.position > last.position, 'positions go on growing');
    },
  },
];
