import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deeds, recordOf, standing } from '../testing/standing.js';
import { type Deed, deedsMax, type emptyRecord, evolveRecord } from './coach-record.js';
import { atLeast, progressOf } from './criterion.js';
import { localDayOf } from './local-day.js';

const undo = (record: typeof emptyRecord, { kind, causeId, topic }: Deed) =>
  evolveRecord(record, { type: 'deed.undone', at: 0, data: { kind, causeId, topic } });

describe('the record of a coach', () => {
  it('counts a cause once', () => {
    const [deed] = deeds(1, 'thanked');
    expect(recordOf([deed as Deed, deed as Deed]).deeds).toHaveLength(1);
  });

  it('is the same in whatever order it was told', () => {
    const done = deeds(20, 'thanked');
    fc.assert(
      fc.property(fc.shuffledSubarray(done, { minLength: 20 }), (shuffled) => {
        expect(recordOf(shuffled)).toEqual(recordOf(done));
      }),
    );
  });

  it('is bounded, and goes on counting what no longer stands by itself', () => {
    const done = deeds(deedsMax + 7, 'thanked', { topic: 'shoes' });
    const record = recordOf(done);
    expect(record.deeds).toHaveLength(deedsMax);
    expect(record.older).toEqual({ 'thanked shoes': 7 });
    expect(progressOf(atLeast(1, 'thanked', { topic: 'shoes' }), standing(record)).have).toBe(deedsMax + 7);
    expect(undo(record, done[0] as Deed).older).toEqual({ 'thanked shoes': 6 });
  });

  it('forgets what was taken back', () => {
    const done = deeds(3, 'thanked');
    expect(undo(recordOf(done), done[1] as Deed)).toEqual(recordOf(done.filter((_, index) => index !== 1)));
  });

  it('counts nothing that is under review, until somebody has looked', () => {
    const record = recordOf(deeds(3, 'thanked'));
    const causeIds = [record.deeds[0]?.causeId ?? ''];
    const held = evolveRecord(record, { type: 'review.opened', at: 0, data: { causeIds } });
    expect(progressOf(atLeast(3, 'thanked'), standing(held))).toMatchObject({ have: 2, isMet: false });
    expect(evolveRecord(held, { type: 'review.closed', at: 0, data: { causeIds } })).toEqual(record);
  });
});

describe('a criterion', () => {
  it('counts people, not thanks, where it says so', () => {
    const record = recordOf([...deeds(9, 'thanked', { personId: 'fan' }), ...deeds(2, 'thanked', { from: 7 })]);
    expect(progressOf(atLeast(3, 'thanked', { distinct: 'person' }), standing(record)).have).toBe(3);
  });

  it('counts the days of the community, not those of Greenwich', () => {
    const midnight = Date.UTC(2026, 0, 1, 23, 0);
    const record = recordOf(deeds(2, 'thanked', { from: midnight, everyMs: 30 * 60_000 }));
    const criterion = atLeast(1, 'thanked', { distinct: 'day' });
    expect(progressOf(criterion, standing(record)).have).toBe(1);
    const late = recordOf(deeds(2, 'thanked', { from: midnight - 20 * 60_000, everyMs: 30 * 60_000 }));
    expect(progressOf(criterion, standing(late, { timeZone: 'Europe/Paris' })).have).toBe(2);
  });

  it('counts no more deeds of a day than it says', () => {
    const record = recordOf(deeds(30, 'answered', { everyMs: 1_000 }));
    expect(progressOf(atLeast(20, 'answered', { perDayMax: 5 }), standing(record)).have).toBe(5);
  });

  it('counts the night by the clock on the coach’s wall', () => {
    const hours = [21, 22, 23, 0, 5, 6, null];
    const record = recordOf(hours.flatMap((hour, from) => deeds(1, 'answered', { hour, from })));
    expect(progressOf(atLeast(1, 'answered', { atNight: true }), standing(record)).have).toBe(4);
  });
});

it('a local day is the one on the calendar, over summer time and leap years', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (at) => {
      const { year, month, day, hour, number } = localDayOf(at, 'UTC');
      const date = new Date(at);
      expect([year, month, day, hour]).toEqual([
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCHours(),
      ]);
      expect(number).toBe(Math.floor(at / 86_400_000));
    }),
  );
  expect(localDayOf(Date.UTC(2026, 2, 28, 23, 30), 'Europe/Paris')).toMatchObject({ day: 29, hour: 0 });
});
