import type { Arrival, RecordedEvent, TrafficCoach } from '@entraide/core/whatif';
import * as z from 'zod';

const time = z.number().int().min(0);
const duration = z.number().min(0);
const word = z.string().min(1).max(200);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day such as 22:00');

const arrivalSchema = z.strictObject({
  kind: z.literal('arrival'),
  at: time,
  visitor: word.optional(),
  topic: word.nullish(),
  locale: word.nullish(),
  later: z.boolean().optional(),
  patienceMs: duration.optional(),
  waitedMs: duration.optional(),
  serviceMs: duration.optional(),
});

const shiftSchema = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after from' });

const coachSchema = z.strictObject({
  kind: z.literal('coach'),
  id: word,
  locales: z.array(word).default([]),
  expertise: z
    .array(
      z.strictObject({
        topic: word,
        level: z.int().min(1).max(5).default(1),
        known: z.enum(['declared', 'verified', 'earned']).default('declared'),
      }),
    )
    .default([]),
  capacity: z.int().min(1).max(10).default(3),
  shifts: z
    .array(shiftSchema)
    .refine((shifts) => shifts.every(({ from }, index) => from >= (shifts[index - 1]?.to ?? 0)), {
      error: 'must follow each other without overlapping',
    }),
  quietHours: z.strictObject({ from: clock, to: clock, timeZone: word }).nullish(),
  pingsPerDayMax: z.int().min(0).optional(),
});

/** An event of a log, as `Storage.log` returns it. */
const eventSchema = z.looseObject({
  community: z.string().optional(),
  stream: z.string().min(1),
  type: z.string().min(1),
  at: time,
  by: z.looseObject({ kind: z.string(), id: z.string().optional() }),
  data: z.record(z.string(), z.unknown()),
});

/** A question of a public data set: its time in seconds, and what is known of it. */
const questionSchema = z.looseObject({
  t: z.number().min(0),
  topic: word.nullish(),
  locale: word.nullish(),
  visitor: word.nullish(),
  spam: z.boolean().optional(),
});

export type TrafficLine =
  | { kind: 'arrival'; arrival: Omit<Arrival, 'visitor'> & { visitor?: string } }
  | { kind: 'coach'; coach: TrafficCoach }
  | { kind: 'event'; event: RecordedEvent }
  | { kind: 'nothing' };

/** Crosses the boundary from a line of a file. Throws with a message that names each wrong field. */
export function parseTrafficLine(line: string): TrafficLine {
  const value = readJson(line);
  if ('stream' in value) return { kind: 'event', event: check(eventSchema, value) as RecordedEvent };
  if (value['kind'] === 'coach')
    return { kind: 'coach', coach: withoutKind(check(coachSchema, value)) as TrafficCoach };
  if ('t' in value) {
    const { t, topic = null, locale = null, visitor, spam = false } = check(questionSchema, value);
    if (spam) return { kind: 'nothing' };
    return { kind: 'arrival', arrival: { at: Math.round(t * 1_000), topic, locale, ...(visitor && { visitor }) } };
  }
  if (value['kind'] !== 'arrival') throw new Error('it is no arrival, no coach, no event of a log and no question');
  const { topic = null, locale = null, ...arrival } = withoutKind(check(arrivalSchema, value));
  return { kind: 'arrival', arrival: { ...arrival, topic, locale } as Omit<Arrival, 'visitor'> };
}

function readJson(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('it is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('it is no JSON object');
  return value as Record<string, unknown>;
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 3);
  throw new Error(fields.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; '));
}

const withoutKind = <T extends { kind: string }>({ kind: _, ...rest }: T): Omit<T, 'kind'> => rest;
