import { createClient, createMemoryStorage } from '@entraide/client';
import { type Community, createCommunity } from '@entraide/core';
import { EntraideProvider } from '@entraide/react';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RequestList } from '../requests/request-list.js';
import { Alerts } from './alerts.js';
import { alertsChoice } from './alerts-choice.js';
import { AlertsOffer } from './alerts-offer.js';

let community: Community;
const shown: string[] = [];
const permission = { current: 'default' };
class Notice {
  static get permission() {
    return permission.current;
  }
  static async requestPermission() {
    permission.current = 'granted';
    return permission.current;
  }
  onclick = null;
  constructor(title: string) {
    shown.push(title);
  }
  close() {}
}

beforeEach(() => {
  community = createCommunity({ id: 'shop', availability: { opensAfterMs: 0 } });
  shown.length = 0;
  permission.current = 'default';
  alertsChoice.choose({ sound: false, desktop: null });
  document.title = 'Desk';
  vi.stubGlobal('Notification', Notice);
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
});
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await community.close();
});

const join = (coach?: string) =>
  createClient({
    community: 'shop',
    transport: community.transport(),
    storage: createMemoryStorage(),
    ...(coach !== undefined && { token: community.memberToken('coach', { name: coach }) }),
  });

async function sit() {
  const ben = join('Ben');
  render(
    <EntraideProvider client={ben}>
      <Alerts />
      <AlertsOffer />
      <RequestList take={(id) => void ben.conversation(id).claim()} />
    </EntraideProvider>,
  );
  await screen.findByText('Nobody is waiting');
  return ben;
}

it('asks whether it may tell, once somebody did something, and tells from then on', async () => {
  const ben = await sit();
  const ana = join();
  expect(screen.queryByText(/Shall this computer/)).toBeNull();
  const first = ana.ask({ text: 'Red ones?' });
  await act(async () => (await screen.findByRole('button', { name: /^Claim/ })).click());
  expect(shown).toEqual([]);
  await act(async () => screen.getByRole('button', { name: 'Yes, please' }).click());
  await waitFor(() => expect(screen.queryByText(/Shall this computer/)).toBeNull());
  await act(async () => void (await first.post('Hello?')));
  await waitFor(() => expect(shown).toEqual(['A new message']));
  await waitFor(() => expect(document.title).toBe('(2) Desk'));
  await ben.setPresence({ status: 'away' });
  ana.ask({ text: 'Green ones?' });
  await screen.findByText('Green ones?');
  expect(shown).toEqual(['A new message']);
  await Promise.all([ana.close(), ben.close()]);
});

it('never asks again after a no', async () => {
  const ben = await sit();
  act(() => document.body.click());
  await act(async () => screen.getByRole('button', { name: 'No, thanks' }).click());
  act(() => document.body.click());
  expect(screen.queryByText(/Shall this computer/)).toBeNull();
  expect(permission.current).toBe('default');
  await ben.close();
});

it('keeps silent while the coach looks at the desk', async () => {
  vi.mocked(document.hasFocus).mockReturnValue(true);
  permission.current = 'granted';
  alertsChoice.choose({ desktop: true });
  const ben = await sit();
  const ana = join();
  ana.ask({ text: 'Red ones?' });
  await screen.findByText('Red ones?');
  expect(shown).toEqual([]);
  await Promise.all([ana.close(), ben.close()]);
});
