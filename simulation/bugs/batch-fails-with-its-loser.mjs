export default {
  what: 'a batch fails with its loser',
  storage: 'sqlite',
  patches: [
    {
      file: 'packages/core/src/ports/plan-commits.ts',
      edits: [
        [
          '  for (const commit of commits) plan.outcomes.push(planCommit(commit, ground, taken, plan));\n  return plan;',
          "  for (const commit of commits) plan.outcomes.push(planCommit(commit, ground, taken, plan));\n  if (plan.outcomes.every(({ status }) => status === 'committed')) return plan;\n  const outcomes = plan.outcomes.map(() => ({ status: 'version_conflict' as const }));\n  return { ...plan, outcomes, events: [], heads: new Map(), commands: [], rows: new Map(), winners: [], position: ground.position };",
        ],
      ],
    },
  ],
};
