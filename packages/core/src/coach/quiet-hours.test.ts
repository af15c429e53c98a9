import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuietAt, isTimeZone } from './quiet-hours.js';

const at = (text: string) => Date.parse(text);
const night = { from: '22:00', to: '07:00', timeZone: 'Europe/Zurich' };

describe('quiet hours', () => {
  it.each([
    // Zurich is two hours ahead in summer and one in winter.
    ['2026-07-01T19:59:59Z', false],
    ['2026-07-01T20:00:00Z', true],
    ['2026-07-01T22:00:00Z', true],
    ['2026-07-02T04:59:59Z', true],
    ['2026-07-02T05:00:00Z', false],
    ['2026-12-01T20:59:59Z', false],
    ['2026-12-01T21:00:00Z', true],
  ])('over midnight, at %s: %s', (time, quiet) => expect(isQuietAt(night, at(time))).toBe(quiet));

  it.each([
    ['2026-07-01T11:59:00Z', false],
    ['2026-07-01T12:00:00Z', true],
    ['2026-07-01T12:59:59Z', true],
    ['2026-07-01T13:00:00Z', false],
  ])('within a day, at %s: %s', (time, quiet) =>
    expect(isQuietAt({ from: '12:00', to: '13:00', timeZone: 'UTC' }, at(time))).toBe(quiet),
  );

  it('are none where there are none, and where they have no length', () => {
    expect(isQuietAt(null, 0)).toBe(false);
    expect(isQuietAt({ from: '00:00', to: '00:00', timeZone: 'UTC' }, 0)).toBe(false);
  });

  it('begin at midnight too', () =>
    expect(isQuietAt({ from: '00:00', to: '06:00', timeZone: 'UTC' }, at('2026-07-01T00:00:00Z'))).toBe(true));

  it('follow the clock on the wall when it is put forward and back', () => {
    const early = { from: '02:00', to: '03:00', timeZone: 'Europe/Zurich' };
    const quietMinutes = (day: string) =>
      Array.from({ length: 24 * 60 }, (_, minute) => isQuietAt(early, at(`${day}T00:00:00Z`) + minute * 60_000)).filter(
        Boolean,
      ).length;
    expect(['2026-03-28', '2026-03-29', '2026-10-25'].map(quietMinutes)).toEqual([60, 0, 120]);
  });

  it('are UTC in a zone that this machine does not know', () => {
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(isQuietAt({ ...night, timeZone: 'Mars/Olympus' }, at('2026-07-01T21:59:00Z'))).toBe(false);
    expect(isQuietAt({ ...night, timeZone: 'Mars/Olympus' }, at('2026-07-01T22:00:00Z'))).toBe(true);
  });

  it('and the same with the ends changed over part every day between them', () =>
    fc.assert(
      fc.property(fc.nat(1439), fc.nat(1439), fc.nat(4e12), (a, b, now) => {
        fc.pre(a !== b);
        const time = (minute: number) =>
          `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const timeZone = 'America/St_Johns';
        const [from, to] = [time(a), time(b)];
        expect(isQuietAt({ from, to, timeZone }, now)).toBe(!isQuietAt({ from: to, to: from, timeZone }, now));
      }),
    ));
});
