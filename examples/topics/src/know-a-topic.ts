import type { Participant } from '@entraide/core';

/** What coaches say of themselves, and what a manager says of them. */
export async function knowATopic(camille: Participant, manager: Participant): Promise<void> {
  // #region expertise
  await camille.call('preferences.set', {
    topics: [
      { topic: 'boots', level: 4 },
      { topic: 'care', level: 2 },
    ],
    locales: ['fr', 'en'],
    quietHours: { from: '22:00', to: '07:30', timeZone: 'Europe/Zurich' },
    pingsPerDayMax: 2,
  });
  await manager.call('expertise.verify', { coachId: camille.id, topic: 'boots', level: 5 });
  // #endregion
}
