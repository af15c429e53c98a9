export default {
  what: 'an answer leaves before the commit',
  patches: [
    {
      file: 'packages/core/src/engine/create-engine.ts',
      edits: [
        [
          '  const { changes, result } = accepted;\n  try {',
          '  const { changes, result } = accepted;\n  settle({ result });\n  try {',
        ],
      ],
    },
  ],
};
