export default {
  what: 'a retry gets a new answer, not the first one',
  patches: [
    {
      file: 'packages/core/src/engine/create-engine.ts',
      edits: [['settle({ result: outcome.result });', 'settle({ result });']],
    },
  ],
};
