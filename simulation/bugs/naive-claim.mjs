export default {
  what: 'a claim does not look whether somebody holds it',
  patches: [
    {
      file: 'packages/core/src/conversation/decide-coach.ts',
      edits: [
        [
          "  if (status !== 'waiting' && !comesBack) return refuse('already_claimed');\n  if (isReserved",
          "  if (comesBack && status === 'waiting') return refuse('already_claimed');\n  if (isReserved",
        ],
      ],
    },
  ],
};
