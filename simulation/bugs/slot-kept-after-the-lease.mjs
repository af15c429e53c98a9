export default {
  what: 'a lease ends and its slot stays taken',
  patches: [
    {
      file: 'packages/core/src/engine/react.ts',
      edits: [
        [
          "  'lease.expired': returned('lease_expired'),\n",
          "  'lease.expired': (id, event, before) => returned('lease_expired')(id, event, before).slice(1),\n",
        ],
      ],
    },
  ],
};
