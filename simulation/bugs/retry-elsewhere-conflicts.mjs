export default {
  what: 'a command’s hash differs from node to node',
  patches: [
    {
      file: 'packages/core/src/engine/command.ts',
      edits: [['ids.digest(canonicalJson([actor.kind', 'ids.digest(ids.uuid() + canonicalJson([actor.kind']],
    },
  ],
};
