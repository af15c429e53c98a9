import type { Result } from '@entraide/core/protocol';

type Hour = Result<'coverage.read'>['hours'][number];

/** What came in one hour of the day, on all days together. */
export interface HourOfDay {
  hour: number;
  asked: number;
  taken: number;
  missed: number;
  lost: number;
}

const hoursOfDay = 24;

/** @param hourOf the hour of the day of a moment, where the reader lives */
export function byHourOfDay(
  hours: readonly Hour[],
  hourOf: (at: number) => number = (at) => new Date(at).getHours(),
): HourOfDay[] {
  const day = Array.from({ length: hoursOfDay }, (_, hour) => ({ hour, asked: 0, taken: 0, missed: 0, lost: 0 }));
  for (const { at, asked, taken, missed, lost } of hours) {
    const one = day[hourOf(at)];
    if (one) Object.assign(one, add(one, { asked, taken, missed, lost }));
  }
  return day;
}

type Counts = Omit<HourOfDay, 'hour'>;

const add = (a: Counts, b: Counts): Counts => ({
  asked: a.asked + b.asked,
  taken: a.taken + b.taken,
  missed: a.missed + b.missed,
  lost: a.lost + b.lost,
});

/** What came on each topic, those with most demand first. */
export function byTopic(hours: readonly Hour[]): (Counts & { topic: string | null })[] {
  const topics = new Map<string | null, Counts>();
  const none = { asked: 0, taken: 0, missed: 0, lost: 0 };
  for (const { topic, ...counts } of hours) topics.set(topic, add(topics.get(topic) ?? none, counts));
  return [...topics]
    .map(([topic, counts]) => ({ topic, ...counts }))
    .sort((a, b) => b.asked + b.lost - a.asked - a.lost);
}
