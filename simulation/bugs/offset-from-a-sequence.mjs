export default {
  what: 'offsets come from a sequence',
  patches: [
    {
      file: 'packages/core/src/ports/plan-commits.ts',
      edits: [
        [
          '      plan.events.push({ community, stream, offset: version,',
          '      plan.events.push({ community, stream, offset: plan.position,',
        ],
      ],
    },
  ],
};
