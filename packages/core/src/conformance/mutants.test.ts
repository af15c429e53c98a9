import { describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../memory/index.js';
import type { Clock } from '../ports/clock.js';
import type { Commit, CommitOutcome, Head, LoggedEvent, Storage } from '../ports/storage.js';
import { systemIds } from '../system.js';
import { runCase, storageCases, storageSuiteViews } from './index.js';

/** Runs the whole suite on a storage and names the cases that fail. */
async function failingCases(mutate: (storage: Storage) => Storage): Promise<string[]> {
  const failed: string[] = [];
  for (const one of storageCases.filter(({ isDurable }) => !isDurable)) {
    let now = 0;
    const clock: Clock = { now: () => now, schedule: () => () => undefined };
    const inner = createMemoryStorage({ clock, ids: systemIds, views: storageSuiteViews });
    const storage = mutate(inner);
    const passTime = async (ms: number) => {
      now += ms;
    };
    await runCase(one, async () => ({ storage, passTime, dispose: () => inner.close() })).catch(() =>
      failed.push(one.name),
    );
  }
  return failed;
}

const headOf = async (storage: Storage, community: string, stream: string): Promise<Head> => {
  const { streams } = await storage.load({ community, streams: [{ stream, limit: 0 }] });
  return streams[0]?.head as Head;
};

const mapExpected = async (commit: Commit, map: (stream: string, head: Head) => Promise<Head>): Promise<Commit> => {
  const appends = await Promise.all(
    commit.appends.map(async (append) => ({
      ...append,
      expected: append.expected === 'any' ? append.expected : await map(append.stream, append.expected),
    })),
  );
  return { ...commit, appends };
};

/** Storages that break one rule each, and the case that has to notice. */
const mutants: { breaks: string; noticedBy: string; mutate: (inner: Storage) => Storage }[] = [
  {
    breaks: 'the commit id of an expected head is not looked at',
    noticedBy: 'refuses the right version of another commit: what was built on a lost speculation cannot win',
    mutate: (inner) => ({
      ...inner,
      commit: async (commit) =>
        inner.commit(
          await mapExpected(commit, async (stream, expected) => {
            const head = await headOf(inner, commit.community, stream);
            return head.version === expected.version ? head : expected;
          }),
        ),
    }),
  },
  {
    breaks: 'offsets come from one identity column for all streams',
    noticedBy: 'answers for several streams and a command in one read, in the order asked',
    mutate: (inner) => ({
      ...inner,
      async load(request) {
        const loaded = await inner.load(request);
        const log = await inner.log(0, 100_000);
        const identity = (stream: string, offset: number) =>
          log.find((event) => event.stream === stream && event.offset === offset)?.position ?? offset;
        const streams = loaded.streams.map(({ stream, head, events }) => ({
          stream,
          head,
          events: events.map((event) => ({ ...event, offset: identity(stream, event.offset) })),
        }));
        return { ...loaded, streams };
      },
    }),
  },
  {
    breaks: 'the latest are asked for and the first are given',
    noticedBy: 'orders by a column, nulls first, then by key, and stops at the limit',
    mutate: (inner) => ({ ...inner, find: (view, { descending: _, ...query }) => inner.find(view, query) }),
  },
  {
    breaks: 'a lower bound is forgotten',
    noticedBy: 'filters by equality, membership, absence and bounds',
    mutate: (inner) => ({ ...inner, find: (view, { atLeast: _, ...query }) => inner.find(view, query) }),
  },
  {
    breaks: 'a loser fails those that were committed after it in the same tick',
    noticedBy: 'lets losers fail alone: their neighbours of the same tick win',
    mutate(inner) {
      let batch: { turn: Promise<boolean> } | undefined;
      return {
        ...inner,
        async commit(commit): Promise<CommitOutcome> {
          batch ??= { turn: Promise.resolve(false) };
          const own = batch;
          setTimeout(() => {
            batch = undefined;
          });
          const outcome = own.turn.then((hasLoser) =>
            hasLoser ? ({ status: 'version_conflict' } as const) : inner.commit(commit),
          );
          own.turn = outcome.then(
            ({ status }) => status === 'version_conflict',
            () => false,
          );
          return outcome;
        },
      };
    },
  },
  {
    breaks: 'a command that comes again is a new command',
    noticedBy: 'gives a command sent twice in one tick one effect and one answer',
    mutate(inner) {
      const seen = new Set<string>();
      return {
        ...inner,
        async commit(commit) {
          const { command } = commit;
          if (!command || !seen.has(command.id)) {
            if (command) seen.add(command.id);
            return inner.commit(commit);
          }
          return inner.commit({ ...commit, command: { ...command, id: `${command.id}#${seen.size}` } });
        },
      };
    },
  },
  {
    breaks: 'a repeated command gets the result of its repetition',
    noticedBy: 'answers a repeated command with its first result, byte for byte, however late',
    mutate: (inner) => ({
      ...inner,
      async commit(commit) {
        const outcome = await inner.commit(commit);
        return outcome.status === 'duplicate' ? { ...outcome, result: commit.command?.result ?? '' } : outcome;
      },
    }),
  },
  {
    breaks: 'an id with other params counts as the same command',
    noticedBy: 'refuses an id that comes back with other params',
    mutate: (inner) => ({
      ...inner,
      commit: (commit) =>
        inner.commit(commit.command ? { ...commit, command: { ...commit.command, hash: '' } } : commit),
    }),
  },
  {
    breaks: 'removed rows leave no tombstone',
    noticedBy: 'keeps a tombstone of a removed row, for those who ask what is new',
    mutate: (inner) => ({
      ...inner,
      async find(view, query) {
        const { position, rows } = await inner.find(view, query);
        return { position, rows: rows.filter(({ row }) => row !== null) };
      },
    }),
  },
  {
    breaks: 'each stream of a commit is committed by itself',
    noticedBy: 'commits several streams together or not at all',
    mutate: (inner) => ({
      ...inner,
      async commit(commit) {
        if (commit.appends.length < 2 || !commit.command) return inner.commit(commit);
        let last: CommitOutcome = { status: 'version_conflict' };
        for (const [index, append] of commit.appends.entries()) {
          const id = index === 0 ? commit.command.id : `${commit.command.id}/${index}`;
          last = await inner.commit({ ...commit, command: { ...commit.command, id }, appends: [append] });
        }
        return last;
      },
    }),
  },
  {
    breaks: 'the log shows what a late committer wrote only after what came later',
    noticedBy: 'skips no late committer: a poller beside eight writers misses nothing',
    mutate(inner) {
      const late = new Map<LoggedEvent['position'], number>();
      return {
        ...inner,
        async log(after, limit) {
          const events = await inner.log(after, limit);
          return events.filter(({ position }) => {
            const reads = (late.get(position) ?? 0) + 1;
            late.set(position, reads);
            return position % 7 !== 0 || reads > 1;
          });
        },
      };
    },
  },
  {
    breaks: 'a redaction forgets rows and results',
    noticedBy: 'leaves nothing of what was erased in events, log, rows or results',
    mutate: (inner) => ({
      ...inner,
      commit: ({ redactions = [], ...commit }) =>
        inner.commit({ ...commit, redactions: redactions.map((one) => ({ ...one, rows: [], commandIds: [] })) }),
    }),
  },
  {
    breaks: 'communities share their streams',
    noticedBy: 'keeps two communities apart that use the same ids',
    mutate: (inner) => ({
      ...inner,
      load: (request) => inner.load({ ...request, community: 'all' }),
      commit: (commit) => inner.commit({ ...commit, community: 'all' }),
    }),
  },
  {
    breaks: 'a lease is never refused',
    noticedBy: 'gives a lease to one holder, who may renew it, until it runs out',
    mutate: (inner) => ({ ...inner, lease: async () => true }),
  },
  {
    breaks: 'text is normalised on its way in',
    noticedBy: 'gives hostile text back byte for byte, wherever it stands',
    mutate: (inner) => ({ ...inner, commit: (commit) => inner.commit(JSON.parse(JSON.stringify(commit).normalize())) }),
  },
  {
    breaks: 'a closed storage goes on answering',
    noticedBy: 'finishes what is under way when it closes, refuses what comes later, and closes twice',
    mutate: (inner) => ({ ...inner, close: async () => undefined }),
  },
];

describe('the storage suite', () => {
  it('has nothing against the memory storage', async () => {
    expect(await failingCases((inner) => inner)).toEqual([]);
  });

  it.each(mutants)('notices when $breaks', async ({ mutate, noticedBy }) => {
    expect(await failingCases(mutate)).toContain(noticedBy);
  });
});
