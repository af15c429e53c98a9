export default {
  what: 'a delta leaves out what is older than its last events',
  patches: [
    {
      file: 'packages/core/src/node/feeds.ts',
      edits: [['isDelta ? { after: known } :', 'isDelta ? { after: known, limit: 2 } :']],
    },
  ],
};
