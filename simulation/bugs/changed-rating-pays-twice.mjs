export default {
  what: 'a changed rating is paid beside the one before',
  patches: [
    {
      file: 'packages/core/src/recognition/point-calls.ts',
      edits: [
        [
          '        ...retract(rating?.coachId, { type: event.type, conversationId }),\n',
          '        ...retract(rating?.coachId, { type: event.type, conversationId }).slice(1),\n',
        ],
      ],
    },
    {
      file: 'packages/core/src/ledger/decide-awards.ts',
      edits: [[' || isPaid(ledger, data.cause)) return', "  || data.cause === '') return"]],
    },
  ],
};
