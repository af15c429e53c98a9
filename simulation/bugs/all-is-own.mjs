export default {
  what: 'a node takes what others wrote before its own work for its own',
  patches: [
    {
      file: 'packages/core/src/node/own-log.ts',
      edits: [
        [
          'parts.some((part) => part.from <= from + 1 && position <= part.to)',
          'parts.some((part) => position <= part.to)',
        ],
      ],
    },
  ],
};
