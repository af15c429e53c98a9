export default {
  what: 'what was not committed stays in the cache',
  patches: [
    {
      file: 'packages/core/src/engine/create-engine.ts',
      edits: [['    else streams.drop();\n    for', '    else streams.keep();\n    for']],
    },
  ],
};
