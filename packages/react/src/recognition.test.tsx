import { createClient, createMemoryStorage } from '@entraide/client';
import { atLeast, createCommunity } from '@entraide/core';
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { EntraideProvider, useBadges, useLeaderboard, useProgress } from './index.js';

const community = createCommunity({
  id: 'shop',
  recognition: {
    badges: [{ id: 'thanked', kind: 'appreciation', requires: [atLeast(1, 'thanked')] }],
    tiers: { ladder: [{ id: 'silver', requires: [atLeast(1, 'thanked')] }] },
    boards: { boards: [{ id: 'thanks', period: 'week', weights: { thanked: 1 } }] },
  },
});
afterEach(async () => {
  cleanup();
  await community.close();
});

function Progress() {
  const { tier, next, points } = useProgress();
  const { value: badges } = useBadges();
  const { value: leaderboard } = useLeaderboard();
  return (
    <div>
      <p>{`Tier ${tier?.tier ?? 'none'}, next ${next?.tier ?? 'none'}, ${points.lifetime} points`}</p>
      {badges.map(({ key, badge, evidenceCount }) => (
        <p key={key}>{`${badge} by ${evidenceCount}`}</p>
      ))}
      {leaderboard.boards.map(({ board, places }) => (
        <p key={board}>{`${board}: ${places.map(({ rank, name }) => `${rank} ${name}`).join()}`}</p>
      ))}
    </div>
  );
}

it("a coach's page shows how they are recognised, as it happens", async () => {
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
        <Progress />
      </EntraideProvider>
    </StrictMode>,
  );
  const shows = (text: string) => waitFor(() => expect(container.textContent).toContain(text), { timeout: 5_000 });
  await shows('Tier none, next silver, 0 points');
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Do these run small?' });
  await act(async () => {
    const own = client.conversation(conversationId);
    await own.claim();
    await own.post('Take half a size up.');
    await ana.call('message.post', { conversationId, text: 'They fit.' });
    await ana.call('conversation.thank', { conversationId });
  });
  await shows('Tier silver, next none');
  await shows('thanked by 1');
  await shows('thanks: 1 Ben');
  await client.close();
});
