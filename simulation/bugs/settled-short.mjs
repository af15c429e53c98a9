export default {
  what: 'what a cap holds back stays pending',
  patches: [
    {
      file: 'packages/core/src/ledger/decide-awards.ts',
      edits: [
        [
          'data: { id: entry.id, amount: entry.amount, ...admitted }',
          'data: { id: entry.id, amount: admitted.granted, ...admitted }',
        ],
      ],
    },
  ],
};
