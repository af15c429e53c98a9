export default {
  what: 'what people write is trimmed',
  patches: [
    {
      file: 'packages/core/src/protocol/schema-words.ts',
      edits: [
        [
          '  z\n    .string()\n    .min(1)\n    .max(2 * max)',
          '  z\n    .string()\n    .trim()\n    .min(1)\n    .max(2 * max)',
        ],
      ],
    },
  ],
};
