export default {
  what: 'a transfer shows to whom',
  patches: [
    {
      file: 'packages/core/src/node/visibility.ts',
      edits: [["  'conversation.transferred': ['coachId'],", "  'conversation.transferred': [],"]],
    },
  ],
};
