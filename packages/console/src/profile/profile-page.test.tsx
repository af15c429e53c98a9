import { createClient, createMemoryStorage, meOf } from '@entraide/client';
import { createCommunity } from '@entraide/core';
import { EntraideProvider } from '@entraide/react';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { LanguageProvider } from '../texts/language.js';
import { ProfilePage } from './profile-page.js';

const answered = (atLeast: number) => [{ count: 'answered' as const, atLeast, perDayMax: 20 }];
const community = createCommunity({
  id: 'shop',
  availability: { opensAfterMs: 0 },
  recognition: {
    settleAfterMs: 0,
    tiers: {
      ladder: [
        { id: 'host', labels: { en: 'Host', fr: 'Hôte' }, requires: answered(5), points: 80 },
        { id: 'guest', labels: { en: 'Guest', fr: 'Invité' }, requires: answered(1), points: 50 },
      ],
      windowDays: null,
    },
    rewards: { catalogue: [{ id: 'mug', kind: 'object', labels: { en: 'A mug', fr: 'Une tasse' }, cost: 30 }] },
  },
});
afterEach(async () => {
  cleanup();
  await community.close();
});

it('shows what became of an answer, in the reader’s language, and keeps when they may be called', async () => {
  const [ben, ana] = [await community.coach({ name: 'Ben' }), await community.visitor()];
  const { conversationId } = await ana.call('conversation.ask', { text: 'Do these run small?' });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Half a size up.' });
  await ana.call('message.post', { conversationId, text: 'Thanks' });
  await ben.call('conversation.close', { conversationId, outcome: 'served' });
  const client = createClient({
    community: 'shop',
    transport: community.transport(),
    storage: createMemoryStorage(),
    token: community.memberToken('coach', { name: 'Ben' }),
  });
  render(
    <LanguageProvider language="fr">
      <EntraideProvider client={client}>
        <ProfilePage />
      </EntraideProvider>
    </LanguageProvider>,
  );
  const standing = within(await screen.findByRole('region', { name: 'Où vous en êtes' }));
  await standing.findByText('Invité', undefined, { timeout: 10_000 });
  standing.getByRole('heading', { name: 'Vers Hôte' });
  expect(standing.getByRole('progressbar', { name: 'conversations avec réponse' })).toHaveProperty('max', 5);
  const redeem = await screen.findByRole('button', { name: 'Échanger contre Une tasse' }, { timeout: 10_000 });
  await act(async () => redeem.click());
  await screen.findByText('C’est demandé. Un responsable s’en occupe.');
  fireEvent.click(screen.getByRole('checkbox', { name: 'Jamais entre' }));
  fireEvent.input(screen.getByLabelText('Messages par jour au plus'), { target: { value: '2' } });
  await act(async () => screen.getByRole('button', { name: 'Enregistrer' }).click());
  await screen.findByText('Enregistré.');
  expect(meOf(client).getSnapshot().coach).toMatchObject({
    pingsPerDayMax: 2,
    quietHours: { from: '22:00', to: '08:00' },
  });
  await client.close();
});
