export default {
  what: 'points are settled before their time',
  patches: [
    {
      file: 'packages/core/src/ledger/decide-awards.ts',
      edits: [['!isHeld && settlesAt <= context.now', '!isHeld && settlesAt <= context.now + 3_000']],
    },
  ],
};
