export default {
  what: 'a claim takes no slot',
  patches: [
    {
      file: 'packages/core/src/engine/react.ts',
      edits: [
        [
          "    { stream: coachStream(by.id ?? ''), command: { type: 'slot.take', conversationId } },\n",
          "    ...(by.id ? [] : [{ stream: coachStream(''), command: { type: 'slot.take' as const, conversationId } }]),\n",
        ],
      ],
    },
  ],
};
