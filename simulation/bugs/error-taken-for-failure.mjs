export default {
  what: 'an error of the storage is told as a refusal',
  patches: [
    {
      file: 'packages/core/src/engine/create-engine.ts',
      edits: [
        [
          '    // The commit may have happened: only the same id, sent again, can tell.\n    settle(unavailable);',
          "    settle({ refused: 'superseded' });",
        ],
      ],
    },
  ],
};
