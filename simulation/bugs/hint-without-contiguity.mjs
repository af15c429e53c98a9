export default {
  what: 'an event is sent though one before it is missing',
  patches: [
    {
      file: 'packages/core/src/node/feed-readers.ts',
      edits: [['} else if (live.offset === place.offset + 1) {', '} else if (live.offset > place.offset) {']],
    },
  ],
};
