export default {
  what: 'feeds are read again only where they are doubtful',
  patches: [
    {
      file: 'packages/core/src/node/sync.ts',
      edits: [["sync(isOwn ? 'doubtful' : 'all')", "sync('doubtful')"]],
    },
  ],
};
