export default {
  what: 'an answer names another place than the event’s',
  patches: [
    {
      file: 'packages/core/src/engine/decide-command.ts',
      edits: [['(own?.before.head.version ?? 0) + 1 }', '(own?.before.head.version ?? 0) }']],
    },
  ],
};
