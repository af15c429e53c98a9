export default {
  what: 'a closed conversation takes messages',
  patches: [
    {
      file: 'packages/core/src/conversation/decide.ts',
      edits: [
        [
          "    if (summary.status === 'closed') return refuse('conversation_closed');\n    return accept(context, { type: 'message.posted'",
          "    return accept(context, { type: 'message.posted'",
        ],
      ],
    },
  ],
};
