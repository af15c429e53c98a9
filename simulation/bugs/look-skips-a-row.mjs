export default {
  what: 'a look goes on one place too far',
  patches: [
    {
      file: 'packages/core/src/node/sync.ts',
      edits: [['next: rows.length < rowsMax ? position : ', 'next: rows.length < rowsMax ? position + 1 : ']],
    },
  ],
};
