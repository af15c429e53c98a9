// #region points
import { award, defineRecognition, duringHours, exchangedBothWays, starsAtLeast } from '@entraide/core';

/** Points follow what visitors say after a real exchange; nights are dear. */
export const points = defineRecognition({
  timeZone: 'Europe/Paris',
  capPerDay: 250,
  points: [
    award(10).on('conversation.thanked').when(exchangedBothWays()).capPerDay(200).capPerPair(20, { days: 7 }),
    award(5).on('conversation.rated').when(exchangedBothWays(), starsAtLeast(4)).capPerDay(100),
    award(5)
      .on('conversation.thanked')
      .named('night')
      .when(exchangedBothWays(), duringHours('22:00', '06:00'))
      .capPerDay(50),
  ],
});
// #endregion
