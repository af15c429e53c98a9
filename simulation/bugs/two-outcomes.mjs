export default {
  what: 'what has ended ends again',
  patches: [
    {
      file: 'packages/core/src/conversation/decide-visitor.ts',
      edits: [
        [
          "    if (summary.status === 'closed') return refuse('conversation_closed');\n    const outcome = summary",
          '    const outcome = summary',
        ],
      ],
    },
  ],
};
