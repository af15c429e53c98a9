import * as z from 'zod';

const turnSchema = z.object({
  /** `visitor` or `coach`; turns of anybody else are skipped. */
  from: z.string().min(1),
  text: z.string(),
  /** Seconds since the dialogue began; absent when nobody noted it. */
  t: z.number().min(0).optional(),
});

const locale = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a BCP 47 language tag');

// Loose: recorded data says much more about a dialogue than a replay needs.
const dialogueSchema = z.object({
  id: z.string().min(1),
  topic: z.string().min(1).max(200).nullish(),
  locale: locale.max(35).nullish(),
  turns: z.array(turnSchema),
});

/** A recorded talk between one visitor and those who helped. */
export type Dialogue = z.output<typeof dialogueSchema>;

/** Crosses the boundary from a line of a file. Throws with a message that names each wrong field. */
export function parseDialogue(line: string): Dialogue {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('it is not JSON');
  }
  const parsed = dialogueSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 3);
  throw new Error(fields.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; '));
}
