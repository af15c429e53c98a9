import { createClient, createMemoryStorage } from '@entraide/client';
import { type Community, createCommunity } from '@entraide/core';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignIn } from '../session/read-sign-in.js';
import type { SignInSnapshot, SignInStore } from '../session/sign-in-store.js';
import { App } from './app.js';

let community: Community;
beforeEach(() => {
  community = createCommunity({ id: 'shop' });
});
afterEach(async () => {
  cleanup();
  await community.close();
});

const connect = ({ token }: SignIn) =>
  createClient({ community: 'shop', transport: community.transport(), storage: createMemoryStorage(), token });

function standIn(first: SignInSnapshot): SignInStore & { wanted: number } {
  const listeners = new Set<() => void>();
  let current = first;
  return {
    wanted: 0,
    getSnapshot: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    renew() {
      this.wanted += 1;
    },
    forget() {
      current = 'none';
      for (const listener of listeners) listener();
    },
    close: () => {},
  };
}

const signInOf = (kind: 'coach', name: string) => ({ token: community.memberToken(kind, { name }), community: 'shop' });

describe('the console', () => {
  it('opens the desk for a coach, until they sign out', async () => {
    render(<App signIn={standIn(signInOf('coach', 'Ben'))} connect={connect} />);
    expect((await screen.findByRole('link', { name: 'Desk' })).getAttribute('aria-current')).toBe('page');
    await act(async () => screen.getByRole('button', { name: 'Sign out' }).click());
    screen.getByRole('heading', { name: 'You are not signed in' });
  });

  it('says what to do when the sign-in is over, and asks the page around it for another', async () => {
    const store = standIn({ token: 'nonsense', community: 'shop' });
    render(<App signIn={store} connect={connect} />);
    await screen.findByRole('heading', { name: 'Your sign-in has ended' });
    expect(store.wanted).toBe(1);
  });

  it('speaks the language that its reader chose, and keeps to it', async () => {
    const { unmount } = render(<App signIn={standIn('none')} connect={connect} />);
    screen.getByText('You are not signed in');
    unmount();
    localStorage.setItem('entraide:console:language', 'fr');
    render(<App signIn={standIn('none')} connect={connect} />);
    screen.getByText('Vous n’êtes pas connecté');
    expect(document.documentElement.lang).toBe('fr');
    localStorage.clear();
  });
});
