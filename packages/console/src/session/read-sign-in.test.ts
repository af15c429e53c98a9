import { describe, expect, it } from 'vitest';
import { readFragment, readSignIn } from './read-sign-in.js';

const tokenOf = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2lnbmVk`;
const token = tokenOf({ sub: 'zoé', community: 'shop' });

describe('a sign-in', () => {
  it('is a token and its community, which the token itself may name', () => {
    expect(readSignIn({ token })).toEqual({ token, community: 'shop' });
    expect(readSignIn({ token, community: 'other', url: 'https://help.example' })).toEqual({
      token,
      community: 'other',
      url: 'https://help.example',
    });
  });

  it.each([undefined, '', 'nonsense', 'a.b.c', tokenOf({ community: 7 }), tokenOf({})])(
    'is not made of %j alone',
    (broken) => expect(readSignIn({ token: broken })).toBeNull(),
  );
});

describe('a link', () => {
  it('signs in, and says which page is meant', () => {
    expect(readFragment(`#token=${token}&to=/desk`)).toEqual({ signIn: { token, community: 'shop' }, to: '/desk' });
    expect(readFragment(`#token=opaque&community=shop`)).toEqual({
      signIn: { token: 'opaque', community: 'shop' },
      to: '/',
    });
  });

  it('leads nowhere but to a page of the console', () => {
    expect(readFragment(`#token=${token}&to=https://elsewhere.example`)?.to).toBe('/');
  });

  it('without a token is an address like any other', () => {
    expect(readFragment('#/desk')).toBeNull();
    expect(readFragment('')).toBeNull();
    expect(readFragment('#token=')).toEqual({ signIn: null, to: '/' });
  });
});
