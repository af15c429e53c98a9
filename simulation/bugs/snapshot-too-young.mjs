export default {
  what: 'a snapshot brings events that are younger than its state',
  patches: [
    {
      file: 'packages/core/src/node/feeds.ts',
      edits: [
        [
          'Math.min(range.before ?? Number.POSITIVE_INFINITY, offset + 1)',
          'Math.min(range.before ?? Number.POSITIVE_INFINITY, offset + 1000)',
        ],
      ],
    },
  ],
};
