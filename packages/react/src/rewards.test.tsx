import { createClient, createMemoryStorage } from '@entraide/client';
import { createCommunity } from '@entraide/core';
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { EntraideProvider, useRewards } from './index.js';

const answered = [{ count: 'answered' as const, atLeast: 1, perDayMax: 20 }];
const community = createCommunity({
  id: 'shop',
  recognition: {
    settleAfterMs: 0,
    tiers: { ladder: [{ id: 'guest', requires: answered, points: 50 }], windowDays: null },
    rewards: { catalogue: [{ id: 'mug', kind: 'object', labels: { en: 'A mug' }, cost: 30 }] },
  },
});
afterEach(async () => {
  cleanup();
  await community.close();
});

// #region hook
function Shop() {
  const { value, redeem } = useRewards();
  return (
    <div>
      {value.catalogue.map(({ key, rewardId, labels, refused }) => (
        <button key={key} type="button" disabled={refused !== null} onClick={() => redeem(rewardId)}>
          {`${labels.en}: ${refused ?? 'yours'}`}
        </button>
      ))}
      {value.redemptions.map(({ key, rewardId, status }) => (
        <p key={key}>{`${rewardId} ${status}`}</p>
      ))}
    </div>
  );
}
// #endregion

it("a coach's page shows what points buy, and what became of it", async () => {
  const [ben, ana] = [await community.coach({ name: 'Ben' }), await community.visitor()];
  const client = createClient({
    community: 'shop',
    transport: community.transport(),
    storage: createMemoryStorage(),
    token: community.memberToken('coach', { name: 'Ben' }),
  });
  client.open();
  const { container } = render(
    <StrictMode>
      <EntraideProvider client={client}>
        <Shop />
      </EntraideProvider>
    </StrictMode>,
  );
  const shows = (text: string) => waitFor(() => expect(container.textContent).toContain(text), { timeout: 15_000 });
  await shows('A mug: insufficient_points');
  const { conversationId } = await ana.call('conversation.ask', { text: 'Do these run small?' });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Half a size up.' });
  await ana.call('message.post', { conversationId, text: 'They fit!' });
  await shows('A mug: yours');
  act(() => container.querySelector('button')?.click());
  await shows('mug reserved');
  await shows('A mug: insufficient_points');
  await client.close();
}, 40_000);
