import { createMemoryStorage } from '@entraide/core/memory';

/** An example of `--storage`, and a storage that is found out: it forgets every twentieth command that it took. */
export function createStorage(options) {
  const storage = createMemoryStorage(options);
  let commits = 0;
  return {
    ...storage,
    async commit(commit) {
      commits += 1;
      const { command, ...rest } = commit;
      return storage.commit(
        command && commits % 20 === 0 ? { ...rest, command: { ...command, id: `lost ${commits}` } } : commit,
      );
    },
  };
}
