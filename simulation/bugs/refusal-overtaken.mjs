export default {
  what: 'a refusal is decided again on top of what was sent after it',
  patches: [
    {
      file: 'packages/core/src/engine/create-engine.ts',
      edits: [
        [
          '    if (!isSameHead(head, known) && !stood(stream, known)) return false;',
          '    if (!isSameHead(head, known)) return false;',
        ],
      ],
    },
  ],
};
