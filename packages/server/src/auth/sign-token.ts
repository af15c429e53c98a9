import { SignJWT } from 'jose';
import type { Claims } from './claims.js';
import { isSharedSecret, type TokenSettings } from './token-options.js';

/** Makes a token as the host application would. Throws where only the host has the key. */
export async function signToken(tokens: TokenSettings, claims: Claims & { expiresInMs: number }): Promise<string> {
  if (!isSharedSecret(tokens)) {
    throw new Error(`unable to make a token; only ${tokens.issuer} has the key for ${tokens.algorithms.join(', ')}`);
  }
  if (tokens.secret === undefined) throw new Error('unable to make a token; there is no secret');
  const { sub, expiresInMs, ...rest } = claims;
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT(rest)
    .setProtectedHeader({ alg: tokens.algorithms[0] as string, typ: 'JWT' })
    .setIssuer(tokens.issuer)
    .setAudience(tokens.audience)
    .setSubject(sub)
    .setIssuedAt(now)
    .setExpirationTime(now + Math.floor(expiresInMs / 1_000))
    .sign(new TextEncoder().encode(tokens.secret));
}
