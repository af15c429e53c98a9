export default {
  what: 'a reader whose right ended reads on',
  patches: [
    {
      file: 'packages/core/src/node/feed-readers.ts',
      edits: [['if (!canRead(feed.stream,', 'if (now < 0 && !canRead(feed.stream,']],
    },
  ],
};
