import * as z from 'zod';

const shared = ['HS256', 'HS384', 'HS512'] as const;
const asymmetric = [
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'EdDSA',
  'Ed25519',
] as const;

const isShared = (algorithm: string) => (shared as readonly string[]).includes(algorithm);
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Fewer bytes can be guessed offline by anybody who holds one token. */
export const secretBytesMin = 16;

const jwksUrl = z.url().refine(
  (text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
  },
  { error: 'must be an https URL' },
);

/** How a community recognises the tokens of its host application. */
export const tokenOptionsSchema = z
  .strictObject({
    /** `iss`, exactly. */
    issuer: z.string().min(1).max(300),
    /** `aud`, exactly and alone. */
    audience: z.string().min(1).max(300),
    /** The only algorithms that are believed: shared-secret ones or public-key ones, never both. */
    algorithms: z.array(z.enum([...shared, ...asymmetric])).min(1),
    /** For shared-secret algorithms. @defaultValue the environment's ENTRAIDE_SECRET */
    secret: z
      .string()
      .refine((text) => Buffer.byteLength(text) >= secretBytesMin, {
        error: `must have at least ${secretBytesMin} bytes; make one with: openssl rand -base64 32`,
      })
      .optional(),
    /** For public-key algorithms: where the issuer publishes its keys. */
    jwksUrl: jwksUrl.optional(),
    /** A token that expires later than this from now is refused. Milliseconds. */
    maxAgeMs: z
      .int()
      .min(1_000)
      .default(24 * 60 * 60 * 1_000),
  })
  .superRefine(({ algorithms, secret, jwksUrl: url }, context) => {
    const fail = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    const sharedCount = algorithms.filter(isShared).length;
    if (sharedCount > 0 && sharedCount < algorithms.length) {
      fail('algorithms', 'must not mix shared-secret and public-key algorithms');
    } else if (sharedCount > 0 && url !== undefined) {
      fail('jwksUrl', `is of no use with ${algorithms.join(', ')}`);
    } else if (sharedCount === 0 && url === undefined) {
      fail('jwksUrl', `is needed for ${algorithms.join(', ')}`);
    } else if (sharedCount === 0 && secret !== undefined) {
      fail('secret', `is of no use with ${algorithms.join(', ')}`);
    }
  });

/** How a community recognises the tokens of its host application. */
export type TokenOptions = z.input<typeof tokenOptionsSchema>;
/** The same, checked, with every default filled in. */
export type TokenSettings = z.output<typeof tokenOptionsSchema>;

/** Whether one secret both signs and checks. */
export const isSharedSecret = ({ algorithms }: TokenSettings) => algorithms.every(isShared);

/** What a server with one secret and no other word about tokens believes. */
export const ownTokens = (secret: string): TokenOptions => ({
  issuer: 'entraide',
  audience: 'entraide',
  algorithms: ['HS256'],
  secret,
});
