export default {
  what: 'the deadline of a settlement is lost once its coach holds nothing',
  patches: [
    {
      file: 'packages/core/src/engine/project.ts',
      edits: [
        [
          "deadline(stream, 'settlement', settlementDue(state.ledger ?? emptyLedger))",
          "deadline(stream, 'settlement', state.slots.length > 0 ? settlementDue(state.ledger ?? emptyLedger) : null)",
        ],
      ],
    },
  ],
};
