export default {
  what: 'a conversation shows the ids of its people',
  patches: [
    {
      file: 'packages/core/src/node/visibility.ts',
      edits: [
        [
          '    event: ({ type, at, by, data }) => ({ type, at, by: nameOf(by), data: withoutHidden(type, data) }),',
          '    event: ({ type, at, by, data }) => ({ type, at, by, data: withoutHidden(type, data) }),',
        ],
      ],
    },
  ],
};
