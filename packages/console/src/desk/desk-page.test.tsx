import { type Client, createClient, createMemoryStorage } from '@entraide/client';
import { type Community, createCommunity } from '@entraide/core';
import { EntraideProvider } from '@entraide/react';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageProvider } from '../texts/language.js';
import { DeskPage } from './desk-page.js';
import { en } from './texts/en.js';
import { es } from './texts/es.js';
import { fr } from './texts/fr.js';

let community: Community;
let clients: Client[];
beforeEach(() => {
  community = createCommunity({ id: 'shop', availability: { opensAfterMs: 0 } });
  clients = [];
});
afterEach(async () => {
  cleanup();
  await Promise.all(clients.map((client) => client.close()));
  await community.close();
});

function join(coach?: string): Client {
  const token = coach === undefined ? {} : { token: community.memberToken('coach', { name: coach }) };
  const client = createClient({
    community: 'shop',
    transport: community.transport(),
    storage: createMemoryStorage(),
    ...token,
  });
  clients.push(client);
  return client;
}

const sit = (client: Client) =>
  render(
    <EntraideProvider client={client}>
      <DeskPage />
    </EntraideProvider>,
  );

const key = (code: string) =>
  act(async () => void fireEvent.keyDown(document.activeElement ?? document.body, { code, altKey: true }));

async function askedBy(client: Client, text: string) {
  await screen.findByText('Nobody is waiting');
  const asked = client.ask({ text });
  await screen.findByRole('button', { name: `Claim the request: ${text}` });
  return asked;
}

describe('the desk', () => {
  it('carries a conversation from the claim to the thanks', async () => {
    sit(join('Ben'));
    const asked = await askedBy(join(), 'Do these run small?');
    await key('KeyC');
    const pane = await screen.findByRole('region', { name: 'Conversation: Do these run small?' });
    await waitFor(() => expect(document.activeElement).toBe(pane.querySelector('textarea')));
    screen.getByText(/Your first reply is awaited within/);
    fireEvent.input(document.activeElement as Element, { target: { value: 'Half a size.' } });
    await act(async () => void fireEvent.keyDown(document.activeElement as Element, { key: 'Enter' }));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Close as answered' })).toHaveProperty('disabled', false),
    );
    await key('KeyX');
    await screen.findByText('The conversation has ended.');
    await act(async () => void asked.thank());
    await screen.findByText('You were thanked.');
    await key('KeyX');
    await waitFor(() => expect(screen.queryByRole('region', { name: /^Conversation/ })).toBeNull());
  });

  it('tells the slower of two coaches kindly', async () => {
    const [ben, zoe] = [join('Ben'), join('Zoe')];
    sit(ben);
    zoe.open();
    const { id } = await askedBy(join(), 'Red ones?');
    zoe.inbox().subscribe(() => {});
    await waitFor(() => expect(zoe.inbox().getSnapshot().value).toHaveLength(1));
    const lost = screen.getByRole('button', { name: 'Claim the request: Red ones?' });
    const won = zoe.conversation(id).claim();
    await act(async () => lost.click());
    await won;
    await screen.findByText('Another coach was faster. Thank you for being there!');
  });

  it('shows the keys on `?`, and hears none of them while that is open', async () => {
    sit(join('Ben'));
    await askedBy(join(), 'Red ones?');
    fireEvent.keyDown(document.body, { key: '?' });
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await key('KeyC');
    expect(screen.queryByRole('region', { name: /^Conversation/ })).toBeNull();
  });

  it.each([
    ['en', en],
    ['fr', fr],
    ['es', es],
  ] as const)('speaks %s', async (language, texts) => {
    render(
      <LanguageProvider language={language}>
        <EntraideProvider client={join('Ben')}>
          <DeskPage />
        </EntraideProvider>
      </LanguageProvider>,
    );
    await screen.findByText(texts.requests.none);
    await screen.findByText(texts.lounge.empty);
    await screen.findByText(texts.people.alone);
  });
});
