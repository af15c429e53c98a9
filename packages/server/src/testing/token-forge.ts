import { generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const issuer = 'https://shop.example';
export const audience = 'entraide';
export const secret = 'a-secret-of-the-shop-and-nobody-else';

export const base64url = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export const seconds = (offset = 0) => Math.floor(Date.now() / 1_000) + offset;

/** The claims of a good token. */
export const goodClaims = () => ({
  iss: issuer,
  aud: audience,
  sub: 'user-7',
  kind: 'coach',
  community: 'shop',
  name: 'Camille',
  iat: seconds(),
  exp: seconds(3_600),
});

type Changes = Record<string, unknown>;

/** The claims of a good token with some changed, or removed by `undefined`. */
export const claimsBut = (changes: Changes) => {
  const changed = { ...goodClaims(), ...changes };
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
};

export const signedWith = (
  key: CryptoKey | KeyObject | Uint8Array,
  header: { alg: string } & Changes,
  claims: Changes,
) => new SignJWT(claims).setProtectedHeader(header).sign(key);

/** With the shop's shared secret. */
export const hs256 = (changes: Changes = {}, header: Changes = {}) =>
  signedWith(new TextEncoder().encode(secret), { alg: 'HS256', ...header }, claimsBut(changes));

export interface Issuer {
  privateKey: CryptoKey;
  publicJwk: JWK;
  publicPem: string;
  jwksUrl: string;
  /** Requests for the keys so far. */
  asked(): number;
  close(): Promise<void>;
}

/** An issuer with one ES256 key, published on a real port. */
export async function createIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'ES256', use: 'sig' };
  let asked = 0;
  const http = createServer((_, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [publicJwk] }));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    privateKey,
    publicJwk,
    publicPem: Buffer.from(JSON.stringify(publicJwk)).toString(),
    jwksUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/jwks.json`,
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
}

/** Signed with a key that nobody published; what a library wouldn't sign, by hand. */
export function strangerToken(header: Changes, claims: Changes = goodClaims()): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const input = `${base64url(header)}.${base64url(claims)}`;
  const signature = signBytes('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}
