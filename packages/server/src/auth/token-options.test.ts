import { expect, it } from 'vitest';
import { tokenOptionsSchema } from './token-options.js';

const secret = 'sixteen bytes or more';
const jwksUrl = 'https://shop.example/jwks.json';
const base = { issuer: 'https://shop.example', audience: 'entraide' };

const wrong: [string, Record<string, unknown>, string][] = [
  ['both families at once', { algorithms: ['HS256', 'ES256'], secret, jwksUrl }, 'algorithms'],
  ['no algorithm', { algorithms: [], secret }, 'algorithms'],
  ['the algorithm none', { algorithms: ['none'], secret }, 'algorithms.0'],
  ['a secret for public keys', { algorithms: ['ES256'], jwksUrl, secret }, 'secret'],
  ['public keys for a secret', { algorithms: ['HS256'], secret, jwksUrl }, 'jwksUrl'],
  ['public keys without an address', { algorithms: ['RS256'] }, 'jwksUrl'],
  ['keys over a plain connection', { algorithms: ['EdDSA'], jwksUrl: 'http://shop.example/jwks.json' }, 'jwksUrl'],
  ['a secret that can be guessed', { algorithms: ['HS256'], secret: 'secret' }, 'secret'],
  ['a field that does not exist', { algorithms: ['HS256'], secret, aud: 'x' }, ''],
];

it.each(wrong)('refuses %s and names the field', (_, options, field) => {
  const { error } = tokenOptionsSchema.safeParse({ ...base, ...options });
  expect(error?.issues.map(({ path }) => path.join('.'))).toContain(field);
});

it('takes either family alone', () => {
  expect(tokenOptionsSchema.parse({ ...base, algorithms: ['HS256'], secret }).maxAgeMs).toBe(86_400_000);
  expect(tokenOptionsSchema.safeParse({ ...base, algorithms: ['ES256', 'EdDSA'], jwksUrl }).success).toBe(true);
});
