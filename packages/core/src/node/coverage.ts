import { coverageOf } from '../demand/coverage.js';
import type { Storage } from '../ports/storage.js';
import type { Params, Result } from '../protocol/types.js';
import { lastWithin } from './frame-bytes.js';

/** Questions that are counted, the latest. */
const questionsMax = 5_000;
/** Minutes and topics in which somebody found the window closed, the latest. */
const minutesMax = 20_000;
const minuteMs = 60_000;

/** When people asked, about what, and who met nobody: from rows, within bounds, the latest first. */
export async function readCoverage(
  storage: Storage,
  community: string,
  { from, to }: Params<'coverage.read'>,
): Promise<Result<'coverage.read'>> {
  const [asked, demand] = await Promise.all([
    storage.find('conversation', {
      community,
      atLeast: { askedAt: from },
      atMost: { askedAt: to },
      orderBy: 'askedAt',
      descending: true,
      limit: questionsMax,
    }),
    storage.find('demand', {
      community,
      atLeast: { minute: Math.floor(from / minuteMs) },
      atMost: { minute: Math.floor(to / minuteMs) },
      orderBy: 'minute',
      descending: true,
      limit: minutesMax,
    }),
  ]);
  const questions = asked.rows.map(({ row }) => ({
    topic: (row?.topic ?? null) as string | null,
    askedAt: Number(row?.askedAt),
    claimedAt: (row?.claimedAt ?? null) as number | null,
    isClosed: row?.status === 'closed',
  }));
  const minutes = demand.rows.map(({ row }) => ({
    minute: Number(row?.minute),
    topic: (row?.topic ?? null) as string | null,
    count: Number(row?.count),
  }));
  const hours = coverageOf(questions, minutes);
  const shown = lastWithin(hours);
  const isWhole = questions.length < questionsMax && minutes.length < minutesMax && shown.length === hours.length;
  const first = Math.max(
    questions.length < questionsMax ? from : (questions.at(-1)?.askedAt ?? from),
    minutes.length < minutesMax ? from : (minutes.at(-1)?.minute ?? 0) * minuteMs,
    shown.length === hours.length ? from : (shown[0]?.at ?? from),
  );
  return { hours: shown, from: isWhole ? from : first };
}
