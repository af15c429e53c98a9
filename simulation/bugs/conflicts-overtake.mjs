export default {
  what: 'what lost against another node goes to the end of its lane',
  patches: [
    {
      file: 'packages/core/src/engine/lanes.ts',
      edits: [['queue.unshift(...again)', 'queue.push(...again)']],
    },
  ],
};
