export default {
  what: 'points are settled again',
  patches: [
    {
      file: 'packages/core/src/ledger/decide-awards.ts',
      edits: [
        [
          "    ({ status, isHeld, settlesAt }) => status === 'pending' && !isHeld &&",
          "    ({ status, isHeld, settlesAt }) => status !== 'voided' && !isHeld &&",
        ],
      ],
    },
  ],
};
