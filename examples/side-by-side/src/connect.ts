import { type Client, createClient } from '@entraide/client';
import { texts } from './texts.js';

export const community = 'demo';
export const url = location.origin;

/** The demo server gives a coach's token to a page on its own machine. A real host application signs one after its own login. */
async function fetchCoachToken(): Promise<string> {
  const name = new URLSearchParams(location.search).get('coach') ?? texts.coachName;
  const response = await fetch(`/demo/coach-token?name=${encodeURIComponent(name)}`);
  if (!response.ok) throw new Error(`unable to fetch a token; the server answered ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

export const connectVisitor = (): Client => createClient({ url, community, locale: 'en', page: texts.page });

export const connectCoach = (): Client => createClient({ url, community, token: fetchCoachToken });
