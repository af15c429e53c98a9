import type { Award, Clamp, LedgerEntry } from './types.js';

/** What caps leave room for, over what is granted and not reversed. */
export interface CapRoom {
  /** How much of `wanted` more points the award may have; the tightest cap tells why not all. */
  admit(award: Award, wanted: number): { granted: number; clamp?: Clamp };
  add(award: Award, granted: number): void;
}

type OnDay = { day: number; granted: number };

const dayKey = ({ kind, day }: Award) => `${day} ${kind}`;
const pairKey = ({ kind, pair }: Award) => `${pair} ${kind}`;

/** The most that any run of `days` days around `day` holds: the tightest of the windows that a grant would be in. */
function fullestWindow(grants: readonly OnDay[], day: number, days: number): number {
  const near = grants.filter((one) => Math.abs(one.day - day) < days);
  const ends = new Set([day, ...near.map((one) => one.day).filter((end) => end > day)]);
  const sums = [...ends].map((end) =>
    near.reduce((sum, one) => (one.day <= end && one.day > end - days ? sum + one.granted : sum), 0),
  );
  return Math.max(...sums);
}

export function createCapRoom(entries: readonly LedgerEntry[]): CapRoom {
  const byDay = new Map<string | number, number>();
  const byPair = new Map<string, OnDay[]>();
  const add = (award: Award, granted: number) => {
    if (granted === 0) return;
    for (const key of [dayKey(award), award.day]) byDay.set(key, (byDay.get(key) ?? 0) + granted);
    if (award.pair === undefined) return;
    const grants = byPair.get(pairKey(award)) ?? [];
    grants.push({ day: award.day, granted });
    byPair.set(pairKey(award), grants);
  };
  for (const entry of entries) add(entry, entry.granted);

  function* clamps(award: Award): Generator<Clamp> {
    const { perDay, perPair, perDayAll } = award.caps;
    if (perPair && award.pair !== undefined) {
      const used = fullestWindow(byPair.get(pairKey(award)) ?? [], award.day, perPair.days);
      yield { by: 'pair', cap: perPair.points, used, days: perPair.days };
    }
    if (perDay !== undefined) yield { by: 'day', cap: perDay, used: byDay.get(dayKey(award)) ?? 0 };
    if (perDayAll !== undefined) yield { by: 'all_kinds', cap: perDayAll, used: byDay.get(award.day) ?? 0 };
  }

  return {
    add,
    admit(award, wanted) {
      let admitted: { granted: number; clamp?: Clamp } = { granted: wanted };
      for (const clamp of clamps(award)) {
        const left = Math.max(0, clamp.cap - clamp.used);
        if (left < admitted.granted) admitted = { granted: left, clamp };
      }
      return admitted;
    },
  };
}
