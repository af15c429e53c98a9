export default {
  what: 'a slot is taken beyond the capacity',
  patches: [
    {
      file: 'packages/core/src/coach/decide.ts',
      edits: [['  if (state.slots.length >= slotsMax', '  if (state.slots.length > slotsMax']],
    },
  ],
};
