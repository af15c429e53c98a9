import * as z from 'zod';

const at = z.int();

/** Why a coach was asked, or was not. */
const verdict = z.object({
  coachId: z.string(),
  verdict: z.enum(['offered', 'missed', 'declined', 'returned', 'board', 'pinged', 'outranked', 'ineligible']),
  /** Whether it is what was decided then, or what would be decided now. */
  source: z.enum(['decision', 'now']),
  at,
  /** From 1, among those who were weighed. */
  rank: z.int().nullable(),
  score: z.number().nullable(),
  reasons: z.array(z.object({ part: z.string(), points: z.number(), fact: z.union([z.string(), z.number()]) })),
  /** The first check that the coach fails. */
  ineligible: z.string().nullable(),
});
/** Why the coaches who were asked were asked, and the others were not. */
export const explanation = z.object({
  policy: z.object({ name: z.string(), version: z.string() }),
  /** The latest; null where the matcher hasn't looked at the request. */
  decision: z
    .object({
      at,
      wave: z.int(),
      step: z.int(),
      board: z.boolean(),
      requirement: z.object({ topic: z.string(), locale: z.string(), levelMin: z.number().optional() }),
      alternatives: z.array(z.enum(['hand_over', 'later'])),
      nextAt: at.nullable(),
    })
    .nullable(),
  /** A coach gets their own alone. */
  coaches: z.array(verdict),
  /** Of everybody else, how many by reason; for managers. */
  rest: z.record(z.string(), z.int()).optional(),
});
