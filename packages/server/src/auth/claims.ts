import * as z from 'zod';

// Control characters, line separators and what turns the direction of the text around it.
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

const printable = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !unprintable.test(text) && text.trim() !== '');

/** What a token says about its bearer, beside `iss`, `aud` and `exp`. Claims that aren't named here are not read. */
export const claimsSchema = z.object({
  sub: printable(256),
  kind: z.enum(['coach', 'manager', 'brand', 'host']),
  community: z.string().min(1).max(63),
  name: printable(80).optional(),
  locales: z
    .array(
      z
        .string()
        .max(35)
        .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/),
    )
    .max(20)
    .optional(),
  topics: z.array(printable(200)).max(100).optional(),
});

export type Claims = z.infer<typeof claimsSchema>;
