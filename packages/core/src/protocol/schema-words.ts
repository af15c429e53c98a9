import * as z from 'zod';
import { isTimeZone } from '../coach/quiet-hours.js';

const isPlain = (text: string) => text.isWellFormed() && !text.includes('\0');
const codePoints = (text: string) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** Characters of a message, in code points. */
export const textMax = 8_000;

export const plain = (max: number) =>
  z.string().min(1).max(max).refine(isPlain, { error: 'must be well-formed Unicode without NUL' });
const written = (max: number) =>
  z
    .string()
    .min(1)
    .max(2 * max)
    .refine(isPlain, { error: 'must be well-formed Unicode without NUL' })
    .refine((value) => value.length <= max || codePoints(value) <= max, {
      error: `must have at most ${max} characters`,
    });

export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'must be a UUID');
export const text = written(textMax);
export const comment = written(2_000);
export const topic = plain(200);
export const locale = z
  .string()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a BCP 47 language tag')
  .max(35);
export const page = z.strictObject({ url: plain(2_048), title: z.string().max(300).refine(isPlain) });
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM');
export const quietHours = z
  .strictObject({
    from: timeOfDay,
    to: timeOfDay,
    timeZone: z.string().max(100).refine(isTimeZone, { error: 'must name a time zone of the IANA list' }),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'must differ from `from`' });
const hasNoDoubles = (values: readonly string[]) => new Set(values).size === values.length;
export const declaredTopics = z
  .array(z.strictObject({ topic, level: z.int().min(1).max(5) }))
  .max(100)
  .refine((topics) => hasNoDoubles(topics.map((one) => one.topic)), { error: 'must name each topic once' });
