export default {
  what: 'a claim takes no slot',
  patches: [
    {
      file: 'packages/core/src/engine/react.ts',
      edits: [
        [
          "    { stream: coachStream(by.id ?? ''), command: { type: 'slot.take', conversationId, visitorId } },\n",
          "    ...(by.id ? [] : [{ stream: coachStream(''), command: { type: 'slot.take' as const, conversationId, visitorId } }]),\n",
        ],
      ],
    },
  ],
};
