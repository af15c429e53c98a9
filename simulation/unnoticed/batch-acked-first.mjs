export default {
  what: 'a batch is acknowledged before it is written',
  storage: 'sqlite',
  patches: [
    {
      file: 'packages/server/src/storage/sqlite-batch.ts',
      edits: [
        [
          '      writePlan(options, statements, plan);\n',
          '      if (plan.winners.length < 3) writePlan(options, statements, plan);\n',
        ],
      ],
    },
  ],
};
