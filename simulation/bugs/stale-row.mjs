export default {
  what: 'a row is written only when its stream’s status changed',
  patches: [
    {
      file: 'packages/core/src/engine/project.ts',
      edits: [
        [
          '  for (const column in a) if (!isSameValue(a[column], b[column])) return false;\n  return true;',
          "  for (const column in a) if (column !== 'openCount' && !isSameValue(a[column], b[column])) return false;\n  return true;",
        ],
      ],
    },
  ],
};
