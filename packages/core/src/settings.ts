import * as z from 'zod';
import { availabilityDefaults } from './matching/availability.js';

const ms = z.int().min(0);

const communitySchema = z.strictObject({
  /** Names the community on the wire and in every stored key. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens, at most 63'),
  /** What people read. @defaultValue the id */
  name: z.string().min(1).max(200).optional(),
  /** How long a claim holds without a reply. */
  leaseMs: ms.min(1_000).default(60_000),
  /** How long a question waits for a coach before it ends as expired. */
  requestMs: ms.min(1_000).default(24 * 60 * 60 * 1000),
  /** The same for a question that was left for later. */
  laterRequestMs: ms.min(1_000).default(14 * 24 * 60 * 60 * 1000),
  /** No coach holds more conversations at once, whatever they chose. */
  capacityMax: z.int().min(1).max(4).default(4),
  /** When the window may open. */
  availability: z
    .strictObject({
      coachesMin: z.int().min(1).default(availabilityDefaults.coachesMin),
      opensAfterMs: ms.default(availabilityDefaults.opensAfterMs),
      closesAfterMs: ms.default(availabilityDefaults.closesAfterMs),
    })
    .prefault({}),
  /** `token`: a valid token of an unknown person makes them a member. `invited`: it is refused. */
  provisioning: z.enum(['token', 'invited']).default('invited'),
});

/** What a community's settings file says. */
export type CommunityOptions = z.input<typeof communitySchema>;
/** The same with every default filled in. */
export type CommunitySettings = z.output<typeof communitySchema>;

/** One wrong field of a settings file. */
export interface FieldProblem {
  /** Dotted, `availability.coachesMin`; empty where the whole is wrong, as with a field that doesn't exist. */
  field: string;
  message: string;
}

/** Checks what a settings file says, for a caller who words the error. */
export function checkCommunity(options: unknown): { settings: CommunitySettings } | { problems: FieldProblem[] } {
  const parsed = communitySchema.safeParse(options);
  if (parsed.success) return { settings: parsed.data };
  return { problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) };
}

/** Crosses the boundary from a settings file. Throws with a message that names each wrong field. */
export function parseCommunity(options: unknown): CommunitySettings {
  const checked = checkCommunity(options);
  if ('settings' in checked) return checked.settings;
  const fields = checked.problems.map(({ field, message }) => `${field || 'settings'}: ${message}`);
  throw new Error(`unable to read the community's settings; ${fields.join('; ')}`);
}
