import type { Commit, CommitOutcome } from '@entraide/core';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.js';

const commitOf = (id: string): Commit => ({
  community: 'demo',
  command: { id, hash: id, result: id },
  appends: [],
  rows: [],
});
const redactionOf = (id: string): Commit => ({
  ...commitOf(id),
  redactions: [{ stream: 's', offsets: [1], rows: [], commandIds: [] }],
});
const idsOf = (commits: readonly Commit[]) => commits.map(({ command }) => command?.id ?? '');
const committed = (commits: readonly Commit[]): CommitOutcome[] =>
  commits.map((_, position) => ({ status: 'committed', position, heads: {} }));

/** Records batches; those with an id in `fails` fail with that error. */
function setUp(fails: Record<string, string> = {}, options: { batchMax?: number; waitingMax?: number } = {}) {
  const batches: string[][] = [];
  const group = createGroupCommit({
    ...options,
    async runBatch(commits) {
      const ids = idsOf(commits);
      batches.push(ids);
      await Promise.resolve();
      const bad = ids.find((id) => id in fails);
      if (bad) throw new Error(fails[bad]);
      return committed(commits);
    },
    isPoison: (error) => String(error).includes('poison'),
  });
  const commitAll = (...ids: string[]) => Promise.allSettled(ids.map((id) => group.commit(commitOf(id))));
  return { batches, group, commitAll };
}

describe('group commit', () => {
  it('takes commits of one tick into one batch, in order', async () => {
    const { batches, commitAll } = setUp();
    await commitAll('a', 'b', 'c');
    expect(batches).toEqual([['a', 'b', 'c']]);
  });

  it('takes what arrives while a batch runs into the next', async () => {
    const { batches, group } = setUp();
    const first = group.commit(commitOf('a'));
    await first;
    await Promise.all(['b', 'c'].map((id) => group.commit(commitOf(id))));
    expect(batches).toEqual([['a'], ['b', 'c']]);
  });

  it('bounds a batch', async () => {
    const { batches, commitAll } = setUp({}, { batchMax: 2 });
    await commitAll('a', 'b', 'c', 'd', 'e');
    expect(batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('runs a redaction alone, in its place', async () => {
    const { batches, group } = setUp();
    await Promise.all(
      [commitOf('a'), redactionOf('r'), redactionOf('q'), commitOf('b')].map((one) => group.commit(one)),
    );
    expect(batches).toEqual([['a'], ['r'], ['q'], ['b']]);
  });

  it('fails a member with bad data alone, and commits its neighbours', async () => {
    const { commitAll } = setUp({ c: 'poison' });
    const results = await commitAll('a', 'b', 'c', 'd', 'e');
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('fails all members of a batch whose fate is unknown, tries none of them again, and goes on', async () => {
    const { batches, commitAll } = setUp({ a: 'connection lost' });
    const results = await commitAll('a', 'b');
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await commitAll('c');
    expect(batches).toEqual([['a', 'b'], ['c']]);
  });

  it('rejects what is more than may wait', async () => {
    const { commitAll } = setUp({}, { waitingMax: 2 });
    const results = await commitAll('a', 'b', 'c');
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(results[2]).toMatchObject({ reason: { code: 'storage_overloaded' } });
  });

  it('closes when nothing waits, and takes nothing afterwards', async () => {
    const { batches, group } = setUp();
    const last = group.commit(commitOf('a'));
    await group.close();
    expect(batches).toEqual([['a']]);
    await last;
    await expect(group.commit(commitOf('b'))).rejects.toMatchObject({ code: 'storage_closed' });
  });
});
