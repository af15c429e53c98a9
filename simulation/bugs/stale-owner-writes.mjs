export default {
  what: 'whoever held it before may still write',
  patches: [
    {
      file: 'packages/core/src/conversation/relates.ts',
      edits: [
        [
          "    case 'people':\n      return isVisitor(actor, state) || isCoach(actor, state) ||",
          "    case 'people':\n      return isVisitor(actor, state) || state.lastCoach?.id === actor.id || isCoach(actor, state) ||",
        ],
      ],
    },
  ],
};
