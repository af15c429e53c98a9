export default {
  what: 'a node takes the others’ work for its own',
  patches: [
    {
      file: 'packages/core/src/node/own-log.ts',
      edits: [
        [
          '(reached === position || (own.from <= reached + 1 && position <= own.to))',
          '(reached === position || own.to > 0)',
        ],
      ],
    },
  ],
};
