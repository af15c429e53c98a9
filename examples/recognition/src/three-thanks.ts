// #region newcomer
import { atLeast, defineRecognition } from '@entraide/core';

/** Newcomers answer one visitor at a time, and a manager looks at one conversation in five. Three thank-yous end that. */
export const threeThanks = defineRecognition({
  badges: [
    { id: 'welcome', kind: 'appreciation', requires: [atLeast(1, 'thanked')] },
    { id: 'knows', kind: 'expertise', requires: [atLeast(10, 'thanked', { distinct: 'person' })], perTopic: true },
    { id: 'night-owl', kind: 'care', requires: [atLeast(10, 'answered', { atNight: true, distinct: 'day' })] },
  ],
  grades: {
    newcomer: { capacityMax: 1, reviewShare: 0.2 },
    coach: {
      ways: [[atLeast(3, 'thanked', { distinct: 'person' })]],
      // … or fifty people answered in the sister community, if it recognises this one too.
      waysElsewhere: [[atLeast(50, 'answered', { distinct: 'person' })]],
    },
    expert: { ways: [[atLeast(25, 'thanked', { distinct: 'person' })]], confirm: true },
    recognises: ['travel'],
  },
});
// #endregion
