// #region ladder
import { atLeast, defineRecognition } from '@entraide/core';

/** Chats count up to twenty a day: this is a ladder, not a race. */
const answered = (chats: number) => [atLeast(chats, 'answered', { perDayMax: 20 })];

/** 50 answered chats give 50 points, each tier gives more, and 1,000 points are a travel guide. */
export const guestToGuest = defineRecognition({
  timeZone: 'Europe/Paris',
  tiers: {
    // From the top: the first that fits is the coach's.
    ladder: [
      { id: 'globetrotter', requires: answered(1_000), points: 500 },
      { id: 'scout', requires: answered(500), points: 300 },
      { id: 'companion', requires: answered(200), points: 150 },
      { id: 'guest', requires: answered(50), points: 50 },
    ],
    // What was climbed stays climbed.
    windowDays: null,
  },
  rewards: {
    catalogue: [{ id: 'travel-guide', kind: 'object', labels: { en: 'A travel guide' }, cost: 1_000, stock: 20 }],
  },
  milestones: [{ id: 'letter', requires: [atLeast(1_000, 'answered')], task: 'Write them a letter, by hand' }],
});
// #endregion
