import { createClient, createMemoryStorage } from '@entraide/client';
import { createCommunity } from '@entraide/core';
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { EntraideProvider, useAnnouncements, useConnectionStatus, useLounge, useThread } from './index.js';

const community = createCommunity({ id: 'shop' });
afterEach(async () => {
  cleanup();
  await community.close();
});

function Thread({ coachId }: { coachId: string }) {
  const { messages, post } = useThread(coachId);
  return (
    <div>
      <button type="button" onClick={() => post('Fine')} />
      {messages.map(({ id, by, text }) => (
        <p key={id}>{`${by.name} (${by.kind}): ${text}`}</p>
      ))}
    </div>
  );
}

function Desk() {
  const { actor } = useConnectionStatus();
  const { posts, post } = useLounge();
  const { value } = useAnnouncements();
  return (
    <div>
      <button type="button" onClick={() => post('Good morning')} />
      {posts.map(({ id, by, text }) => (
        <p key={id}>{`${by.name}: ${text}`}</p>
      ))}
      {value.map(({ key, title }) => (
        <p key={key}>{`News: ${title}`}</p>
      ))}
      {actor && <Thread coachId={actor.id} />}
    </div>
  );
}

it("a coach's desk shows the lounge, their thread with the managers, and announcements", async () => {
  const max = await community.manager({ name: 'Max' });
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
        <Desk />
      </EntraideProvider>
    </StrictMode>,
  );
  const shows = (text: string) => waitFor(() => expect(container.textContent).toContain(text));
  await waitFor(() => expect(container.querySelectorAll('button')).toHaveLength(2));
  for (const button of container.querySelectorAll('button')) act(() => button.click());
  await shows('Ben: Good morning');
  await shows('Ben (coach): Fine');
  const coachId = client.status.getSnapshot().actor?.id ?? '';
  await max.call('thread.post', { coachId, text: 'How are you?' });
  await max.call('announcement.publish', { title: 'A new shop', text: 'In Paris' });
  await shows('Max (manager): How are you?');
  await shows('News: A new shop');
  await client.close();
});
