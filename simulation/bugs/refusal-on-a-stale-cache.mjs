export default {
  what: 'a refusal leaves without a look at the storage',
  patches: [
    {
      file: 'packages/core/src/engine/create-engine.ts',
      edits: [
        [
          '  const { refused, heads } = refusal;\n',
          '  const { refused, heads } = refusal;\n  if (heads.size > 0) {\n    settle({ refused });\n    return true;\n  }\n',
        ],
      ],
    },
  ],
};
