// #region boards
import { defineRecognition } from '@entraide/core';

/** A goal for all together, and two boards: nobody is best at everything. */
export const weeklyBoards = defineRecognition({
  timeZone: 'Europe/Paris',
  boards: {
    goal: { period: 'month', weights: { answered: 1 }, atLeast: 500 },
    boards: [
      { id: 'appreciated', period: 'week', weights: { thanked: 3, answered: 1 }, labels: { en: 'This week' } },
      { id: 'shoes', period: 'month', topic: 'shoes', weights: { thanked: 1 }, size: 5 },
    ],
  },
});
// #endregion
