export default {
  what: 'every member of a batch is told the first one’s outcome',
  storage: 'sqlite',
  patches: [
    {
      file: 'packages/server/src/storage/group-commit.ts',
      edits: [['resolve(outcomes[index] as CommitOutcome)', 'resolve(outcomes[index * 0] as CommitOutcome)']],
    },
  ],
};
