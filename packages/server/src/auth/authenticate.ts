import type { Authenticate, Identity } from '@entraide/core';
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Claims, claimsSchema } from './claims.js';
import { isSharedSecret, type TokenSettings } from './token-options.js';

/** As `session.open` bounds it. */
const tokenCharsMax = 8_192;
const clockToleranceMs = 60_000;

/** The issuer's keys can't be had now: nobody knows whether the token is good. */
class KeysUnavailable extends Error {
  readonly code = 'unavailable';
  constructor(cause: unknown) {
    super("unable to check the token; the issuer's keys can't be read now", { cause });
  }
}

type Verify = (token: string) => Promise<JWTPayload | null>;

/**
 * Checks the tokens of host applications, each community by its own settings; a community without any trusts nobody.
 *
 * @see the contract of `Authenticate`
 */
export function createAuthenticate(tokensOf: ReadonlyMap<string, TokenSettings>): Authenticate {
  // One per settings object, so that communities of one issuer share its keys and their cool-down.
  const verifiers = new Map<TokenSettings, Verify>();
  const verifierOf = (tokens: TokenSettings): Verify => {
    const verify = verifiers.get(tokens) ?? createVerify(tokens);
    verifiers.set(tokens, verify);
    return verify;
  };
  return async ({ community, token }) => {
    const tokens = tokensOf.get(community);
    if (!tokens || token.length > tokenCharsMax) return null;
    const payload = await verifierOf(tokens)(token);
    const parsed = payload && claimsSchema.safeParse(payload);
    if (!parsed?.success || parsed.data.community !== community) return null;
    return identityOf(tokens.issuer, parsed.data);
  };
}

function createVerify(tokens: TokenSettings): Verify {
  const { issuer, audience, algorithms, maxAgeMs } = tokens;
  const key = keyOf(tokens);
  if (!key) return async () => null;
  const options = { issuer, audience, algorithms, clockTolerance: clockToleranceMs / 1_000 };
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, key, options);
      return isFor(payload, audience) && endsWithin(payload, maxAgeMs) ? payload : null;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'unavailable') throw error;
      return null;
    }
  };
}

// jose takes the token's `kid` to find a key, and never `jwk`, `jku` or `x5u`: whoever forges a token writes those.
function keyOf(tokens: TokenSettings): JWTVerifyGetKey | null {
  if (isSharedSecret(tokens)) {
    if (tokens.secret === undefined) return null;
    const secret = new TextEncoder().encode(tokens.secret);
    return async () => secret;
  }
  const keys = createRemoteJWKSet(new URL(tokens.jwksUrl as string), { cooldownDuration: 30_000 });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw isAboutTheToken(error) ? error : new KeysUnavailable(error);
    }
  };
}

const aboutTheToken = new Set([
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
  'ERR_JOSE_NOT_SUPPORTED',
]);
const isAboutTheToken = (error: unknown) => aboutTheToken.has(String((error as { code?: unknown }).code));

/** A token for several audiences could be replayed here by the others. */
const isFor = ({ aud }: JWTPayload, audience: string) => aud === audience || (Array.isArray(aud) && aud.length === 1);

const endsWithin = ({ exp = Number.POSITIVE_INFINITY }: JWTPayload, maxAgeMs: number) =>
  exp * 1_000 <= Date.now() + maxAgeMs + clockToleranceMs;

const spokenFor = { coach: 'Coach', manager: 'Manager', brand: 'Brand', host: 'Host' } as const;

const identityOf = (issuer: string, { sub, kind, name, locales, topics }: Claims): Identity => ({
  kind,
  issuer,
  subject: sub,
  name: name ?? spokenFor[kind],
  ...(locales && { locales }),
  ...(topics && { topics }),
});
