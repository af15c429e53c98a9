export default {
  what: 'a deadline’s lease outlives its holder',
  patches: [
    {
      file: 'packages/core/src/node/deadlines.ts',
      edits: [['options.holder, 5_000)', 'options.holder, 5_000_000)']],
    },
  ],
};
