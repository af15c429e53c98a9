import { type Commit, type CommitPlan, emptyHead, type Head, streamKey } from '@entraide/core';
import { expect, it } from 'vitest';
import { runBatch } from './run-batch.js';

const by = { kind: 'visitor', name: 'Ada' } as const;
const commitOf = (id: string, expected: Head): Commit => ({
  community: 'demo',
  command: { id, hash: id, result: '{}' },
  appends: [
    { stream: 's', expected, events: [{ type: 'message.posted', at: 0, by, data: {}, content: { text: id } }] },
  ],
  rows: [],
});

it('writes the winners of a batch at once, on what the transaction read', async () => {
  const written: CommitPlan[] = [];
  const heads = new Map([[streamKey('demo', 's'), { version: 4, commitId: 'c4' }]]);
  const outcomes = await runBatch(
    [
      commitOf('c5', { version: 4, commitId: 'c4' }),
      commitOf('late', emptyHead),
      commitOf('c6', { version: 5, commitId: 'c5' }),
    ],
    (task) =>
      task({
        lockAndRead: async () => ({ heads, commands: new Map(), position: 90 }),
        write: async (plan) => void written.push(plan),
      }),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['committed', 'version_conflict', 'committed']);
  const places = written.map(({ events }) => events.map(({ offset, position }) => [offset, position]));
  expect(places).toEqual([
    [
      [5, 91],
      [6, 92],
    ],
  ]);
});
