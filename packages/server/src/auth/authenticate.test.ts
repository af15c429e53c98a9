import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audience,
  base64url,
  claimsBut,
  createIssuer,
  goodClaims,
  hs256,
  type Issuer,
  issuer,
  seconds,
  secret,
  signedWith,
  strangerToken,
} from '../testing/token-forge.js';
import { createAuthenticate } from './authenticate.js';
import { tokenOptionsSchema } from './token-options.js';

const day = 24 * 3_600;
const hmac = (input: string, key: string, hash = 'sha256') => createHmac(hash, key).update(input).digest('base64url');
const unsigned = (header: unknown, claims: unknown = goodClaims()) => `${base64url(header)}.${base64url(claims)}`;
const signedByHand = (header: unknown, claims: unknown, key = secret) =>
  `${unsigned(header, claims)}.${hmac(unsigned(header, claims), key)}`;

const parse = (options: Parameters<typeof tokenOptionsSchema.parse>[0]) => tokenOptionsSchema.parse(options);
const shop = parse({ issuer, audience, algorithms: ['HS256'], secret });
const authenticate = createAuthenticate(new Map([['shop', shop]]));

const parts = async () => (await hs256()).split('.') as [string, string, string];

/** Tokens that a shop with a shared secret must not believe. */
const forged: Record<string, () => string | Promise<string>> = {
  'nothing at all': () => '',
  'no token': () => 'hello',
  'only dots': () => '..',
  'four dots': () => 'a.b.c.d.e',
  'alg none': () => `${unsigned({ alg: 'none' })}.`,
  'alg None': () => `${unsigned({ alg: 'None' })}.`,
  'alg NONE': () => `${unsigned({ alg: 'NONE' })}.`,
  'alg nOnE with a signature': () => signedByHand({ alg: 'nOnE' }, goodClaims()),
  'alg empty': () => signedByHand({ alg: '' }, goodClaims()),
  'no alg': () => signedByHand({ typ: 'JWT' }, goodClaims()),
  'alg as a list': () => signedByHand({ alg: ['HS256'] }, goodClaims()),
  'alg in lower case': () => signedByHand({ alg: 'hs256' }, goodClaims()),
  'another length of the same family': () => {
    const input = unsigned({ alg: 'HS512' });
    return `${input}.${hmac(input, secret, 'sha512')}`;
  },
  'RS256 in the header over an HMAC': () => signedByHand({ alg: 'RS256' }, goodClaims()),
  'another secret': () => signedByHand({ alg: 'HS256' }, goodClaims(), `${secret}!`),
  'an empty secret': () => signedByHand({ alg: 'HS256' }, goodClaims(), ''),
  'an empty signature': async () => `${(await parts()).slice(0, 2).join('.')}.`,
  'no signature': async () => (await parts()).slice(0, 2).join('.'),
  'half a signature': async () => (await hs256()).slice(0, -20),
  'a signature of zeros': async () => `${(await parts()).slice(0, 2).join('.')}.${base64url('\0'.repeat(32))}`,
  'a payload that was changed': async () => {
    const [header, , signature] = await parts();
    return `${header}.${base64url(claimsBut({ kind: 'manager' }))}.${signature}`;
  },
  'a header that was changed': async () => {
    const [, payload, signature] = await parts();
    return `${base64url({ alg: 'HS256', kid: 'x' })}.${payload}.${signature}`;
  },
  'a payload that is no object': () => signedByHand({ alg: 'HS256' }, ['x']),
  'a payload that is no JSON': () => {
    const input = `${base64url({ alg: 'HS256' })}.${base64url('{]')}`;
    return `${input}.${hmac(input, secret)}`;
  },
  'an unknown critical extension': () => signedByHand({ alg: 'HS256', crit: ['exp2'], exp2: 1 }, goodClaims()),
  'a payload that is not encoded': () => signedByHand({ alg: 'HS256', b64: false, crit: ['b64'] }, goodClaims()),
  'another issuer': () => hs256({ iss: 'https://shop.example.evil.example' }),
  'the issuer with a slash': () => hs256({ iss: `${issuer}/` }),
  'no issuer': () => hs256({ iss: undefined }),
  'a list of issuers': () => hs256({ iss: [issuer] }),
  'another audience': () => hs256({ aud: 'billing' }),
  'no audience': () => hs256({ aud: undefined }),
  'one audience of several': () => hs256({ aud: [audience, 'billing'] }),
  'another community': () => hs256({ community: 'other' }),
  'the community in capitals': () => hs256({ community: 'SHOP' }),
  'a list of communities': () => hs256({ community: ['shop'] }),
  'no community': () => hs256({ community: undefined }),
  'an unknown kind': () => hs256({ kind: 'admin' }),
  'the kind of a visitor': () => hs256({ kind: 'visitor' }),
  'the kind system': () => hs256({ kind: 'system' }),
  'no kind': () => hs256({ kind: undefined }),
  'an end in the past': () => hs256({ exp: seconds(-120) }),
  'a start in the future': () => hs256({ nbf: seconds(600) }),
  'no end': () => hs256({ exp: undefined }),
  'an end as text': () => hs256({ exp: String(seconds(3_600)) }),
  'an end in milliseconds': () => hs256({ exp: Date.now() + 3_600_000 }),
  'an end in a year': () => hs256({ exp: seconds(365 * day) }),
  'an end just over a day away': () => hs256({ exp: seconds(day + 300) }),
  'an end without end': () => hs256({ exp: Number.MAX_SAFE_INTEGER }),
  'no subject': () => hs256({ sub: undefined }),
  'an empty subject': () => hs256({ sub: '' }),
  'a subject as a number': () => hs256({ sub: 7 }),
  'a subject with a NUL': () => hs256({ sub: 'a\0b' }),
  'a subject of 10,000 characters': () => hs256({ sub: 'x'.repeat(3_000) }),
  'a name with a line break': () => hs256({ name: 'Camille\nSupport' }),
  'a name that turns the text around': () => hs256({ name: 'Camille\u202e' }),
  'a name with half a character': () => signedByHand({ alg: 'HS256' }, claimsBut({ name: 'x\ud800' })),
  'a name of blanks': () => hs256({ name: '   ' }),
  'a name of 81 characters': () => hs256({ name: 'x'.repeat(81) }),
  'a name that is an object': () => hs256({ name: { first: 'Camille' } }),
  'a locale that is none': () => hs256({ locales: ['français; drop'] }),
  'locales without end': () => hs256({ locales: Array(21).fill('fr') }),
  'a topic with a control character': () => hs256({ topics: ['a\u0007'] }),
  '100 kB': () => hs256({ padding: 'x'.repeat(100_000) }),
  'an ID token of the same issuer': () =>
    hs256({ kind: undefined, community: undefined, nonce: 'n', email: 'camille@shop.example', aud: 'web-app' }),
  'an ID token for the right audience': () => hs256({ kind: undefined, community: undefined, nonce: 'n' }),
  'an encrypted token': () => `${base64url({ alg: 'dir', enc: 'A256GCM' })}..iv.ciphertext.tag`,
};

describe('with a shared secret', () => {
  it('believes a good token, and reads no more than it knows', async () => {
    const token = await hs256({ locales: ['fr', 'de-CH'], topics: ['garden'], roles: ['admin'] });
    expect(await authenticate({ community: 'shop', token })).toEqual({
      kind: 'coach',
      issuer,
      subject: 'user-7',
      name: 'Camille',
      locales: ['fr', 'de-CH'],
      topics: ['garden'],
    });
  });

  it('forgives a clock that is a minute off, and a list with one audience', async () => {
    const token = await hs256({ exp: seconds(-30), nbf: seconds(30), aud: [audience] });
    expect(await authenticate({ community: 'shop', token })).not.toBeNull();
  });

  it('names nobody after an id of the host', async () => {
    const identity = await authenticate({ community: 'shop', token: await hs256({ name: undefined }) });
    expect(identity?.name).toBe('Coach');
  });

  it.each(Object.entries(forged))('refuses %s', async (_, make) => {
    expect(await authenticate({ community: 'shop', token: await make() })).toBeNull();
  });

  it('refuses everything where no tokens are configured', async () => {
    expect(await authenticate({ community: 'other', token: await hs256({ community: 'other' }) })).toBeNull();
  });
});

describe('with the public keys of an issuer', () => {
  let keys: Issuer;
  let check: (token: string) => Promise<unknown>;
  const es256 = (changes: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
    signedWith(keys.privateKey, { alg: 'ES256', kid: 'key-1', ...header }, claimsBut(changes));

  beforeAll(async () => {
    keys = await createIssuer();
    const tokens = parse({ issuer, audience, algorithms: ['ES256'], jwksUrl: keys.jwksUrl });
    const byKeys = createAuthenticate(new Map([['shop', tokens]]));
    check = (token) => byKeys({ community: 'shop', token });
  });
  afterAll(() => keys.close());

  it('believes a good token', async () => {
    expect(await check(await es256())).toMatchObject({ subject: 'user-7' });
  });

  const forgedForKeys: Record<string, () => string | Promise<string>> = {
    'HS256 signed with the public key': () =>
      signedByHand({ alg: 'HS256', kid: 'key-1' }, goodClaims(), keys.publicPem),
    'HS256 signed with a coordinate of the key': () =>
      signedByHand({ alg: 'HS256', kid: 'key-1' }, goodClaims(), keys.publicJwk.x as string),
    'the shared secret of another community': () => hs256({}, { kid: 'key-1' }),
    'alg none': () => `${unsigned({ alg: 'none', kid: 'key-1' })}.`,
    'an unknown kid': () => es256({}, { kid: 'key-2' }),
    'a kid that walks through folders': () => es256({}, { kid: '../../../../dev/null' }),
    'a kid that speaks SQL': () => es256({}, { kid: "key-1' or '1'='1" }),
    "a stranger's key under the known kid": () => strangerToken({ alg: 'ES256', kid: 'key-1' }),
    "a stranger's key in the header": () =>
      strangerToken({ alg: 'ES256', kid: 'key-1', jwk: { ...keys.publicJwk, x: base64url('x'.repeat(32)) } }),
    'a stranger where jku points': () =>
      strangerToken({ alg: 'ES256', kid: 'key-1', jku: 'https://evil.example/jwks.json' }),
    'a stranger where x5u points': () => strangerToken({ alg: 'ES256', x5u: 'https://evil.example/cert.pem' }),
    'an ES256 signature of zeros': () => `${unsigned({ alg: 'ES256', kid: 'key-1' })}.${base64url('\0'.repeat(64))}`,
    'ES384 in the header': () => strangerToken({ alg: 'ES384', kid: 'key-1' }),
    'an end in a year': () => es256({ exp: seconds(365 * day) }),
  };

  it.each(Object.entries(forgedForKeys))('refuses %s', async (_, make) => {
    expect(await check(await make())).toBeNull();
  });

  it('asks the issuer once for many unknown keys', async () => {
    const before = keys.asked();
    for (const kid of ['a', 'b', 'c', 'd']) await check(await es256({}, { kid }));
    expect(keys.asked()).toBe(before);
  });

  it('says that it cannot know while the issuer is away, and never lets in', async () => {
    const gone = await createIssuer();
    const tokens = parse({ issuer, audience, algorithms: ['ES256'], jwksUrl: gone.jwksUrl });
    const whileAway = createAuthenticate(new Map([['shop', tokens]]));
    const token = await signedWith(gone.privateKey, { alg: 'ES256', kid: 'key-1' }, goodClaims());
    await gone.close();
    await expect(whileAway({ community: 'shop', token })).rejects.toMatchObject({ code: 'unavailable' });
    expect(await whileAway({ community: 'shop', token: 'hello' })).toBeNull();
  });
});
