import { describe, expect, it } from 'vitest';
import { dayMs, deeds } from '../testing/standing.js';
import type { Deed } from './coach-record.js';
import { atLeast } from './criterion.js';
import { type LadderOptions, recognise } from './recognise.js';
import { emptyRecognised, evolveRecognised, type RecognisedCoach, type RecognisedEvent } from './recognised-coach.js';

const options: LadderOptions = {
  badges: [{ id: 'thanked', kind: 'appreciation', requires: [atLeast(2, 'thanked')] }],
  tiers: {
    ladder: [
      { id: 'gold', requires: [atLeast(1, 'badge')], points: 20 },
      { id: 'silver', requires: [atLeast(1, 'thanked')], points: 10 },
    ],
    windowDays: 30,
    graceDays: 0,
  },
  grades: { coach: { ways: [[atLeast(1, 'thanked')]] }, expert: { ways: [[atLeast(2, 'thanked')]], confirm: true } },
};
const context = { communityId: 'shop', timeZone: 'UTC', lifetimePoints: 0 };
const told = (coach: RecognisedCoach, now: number) => recognise(options, coach, { ...context, now });
const fold = (coach: RecognisedCoach, events: readonly RecognisedEvent[]) => events.reduce(evolveRecognised, coach);
/** After each deed, the rules are asked. */
const live = (done: readonly Deed[]) =>
  done.reduce<{ coach: RecognisedCoach; events: RecognisedEvent[] }>(
    ({ coach, events }, { at, ...data }) => {
      const after = evolveRecognised(coach, { type: 'deed.done', at, data });
      const more = told(after, at);
      return { coach: fold(after, more), events: [...events, ...more] };
    },
    { coach: emptyRecognised, events: [] },
  );
const words = (events: readonly RecognisedEvent[]) =>
  events.map(({ type, data }) => `${type} ${Object.values(data)[0]}`);

describe('recognition', () => {
  it('tells badges first, then the tier that counts them, then grades', () => {
    expect(words(live(deeds(2, 'thanked', { topic: 'shoes' })).events)).toEqual([
      'tier.changed silver',
      'grade.confirmed coach',
      'badge.granted thanked',
      'tier.changed gold',
      'grade.proposed expert',
    ]);
  });

  it('has nothing new to say twice', () => {
    const { coach } = live(deeds(2, 'thanked', { topic: 'shoes' }));
    expect(told(coach, dayMs)).toEqual([]);
  });

  it('gives the points of each tier once in a life, those of the steps that were skipped too', () => {
    const record = deeds(2, 'thanked', { everyMs: 0 }).reduce(
      (coach, { at, ...data }) => evolveRecognised(coach, { type: 'deed.done', at, data }),
      emptyRecognised,
    );
    const first = told(record, 1);
    expect(first.find(({ type }) => type === 'tier.changed')).toMatchObject({
      data: {
        tier: 'gold',
        reached: [
          { tier: 'gold', points: 20 },
          { tier: 'silver', points: 10 },
        ],
      },
    });
    // The badge goes with a thank-you, and with it gold; then both come back.
    const thanks = { kind: 'thanked', causeId: 'thanked--0-0', topic: null } as const;
    const less = evolveRecognised(fold(record, first), { type: 'deed.undone', at: 2, data: thanks });
    const down = told(less, 2);
    expect(words(down)).toEqual(['badge.revoked thanked', 'tier.changed silver']);
    const again = evolveRecognised(fold(less, down), {
      type: 'deed.done',
      at: 3,
      data: { ...thanks, personId: 'v', hour: null },
    });
    expect(told(again, 3).find(({ type }) => type === 'tier.changed')).toMatchObject({
      data: { tier: 'gold', change: 'promoted', reached: [] },
    });
  });

  it('moves nobody whom a manager locked', () => {
    const { coach } = live(deeds(2, 'thanked'));
    const locked = evolveRecognised(coach, { type: 'tier.locked', at: 5, data: { tier: 'gold', isLocked: true } });
    expect(told(locked, 900 * dayMs).filter(({ type }) => type === 'tier.changed')).toEqual([]);
  });

  it('forgets a proposal that was confirmed', () => {
    const { coach } = live(deeds(2, 'thanked', { topic: 'shoes' }));
    const data = { grade: 'expert', topic: 'shoes' } as const;
    const after = evolveRecognised(coach, { type: 'grade.confirmed', at: 5, data });
    expect(after).toMatchObject({ proposed: [], grades: [{ grade: 'coach' }, data] });
    expect(told(after, 6)).toEqual([]);
  });
});
