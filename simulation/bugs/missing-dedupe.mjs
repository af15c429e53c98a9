export default {
  what: 'a command id is not looked up',
  patches: [
    {
      file: 'packages/core/src/ports/plan-commits.ts',
      edits: [['    if (known)\n', "    if (known && known.hash === '')\n"]],
    },
  ],
};
