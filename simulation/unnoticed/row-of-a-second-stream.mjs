export default {
  what: 'a view’s row is overwritten from a second stream',
  patches: [
    {
      file: 'packages/core/src/engine/project.ts',
      edits: [
        [
          "    deadline(stream, 'match', waits ? nextAt : null),\n  ];",
          "    deadline(stream, 'match', waits ? nextAt : null),\n    deadline('conversation/' + streamId(stream), 'request', nextAt),\n  ];",
        ],
      ],
    },
  ],
};
