export default {
  what: 'a commit is not guarded by the heads that it was decided on',
  patches: [
    {
      file: 'packages/core/src/engine/create-engine.ts',
      edits: [["expected: commutes ? ('any' as const) : before.head", "expected: 'any' as const"]],
    },
  ],
};
