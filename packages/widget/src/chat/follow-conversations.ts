import type { Client } from '@entraide/client';
import type { ChatHost } from '../chat-contract.js';
import type { ChatState } from './chat-state.js';

interface FollowOptions {
  client: Client;
  host: ChatHost;
  state: ChatState;
}

/** Keeps the last conversation live, shown or not, and tells the page what happens in it. */
export function followConversations({ client, host, state }: FollowOptions): () => void {
  let unread = 0;
  let current: string | undefined;
  let stopCurrent = () => {};
  const watchCurrent = () => {
    const [id] = client.asked.getSnapshot();
    if (id === current) return;
    stopCurrent();
    current = id;
    stopCurrent = id === undefined ? () => {} : watchActivity(client, id, host);
  };
  const stops = [
    client.asked.subscribe(watchCurrent),
    state.subscribe(() => {
      if (!state.getSnapshot().isShown || unread === 0) return;
      unread = 0;
      host.setUnread(0);
    }),
    client.on('messageReceived', ({ conversationId }) => {
      host.emit('messageReceived', { conversationId });
      if (state.getSnapshot().isShown) return;
      unread += 1;
      host.setUnread(unread);
    }),
    client.on('claimed', ({ conversationId }) => host.emit('claimed', { conversationId })),
    client.on('closed', ({ conversationId, outcome }) =>
      host.emit('ended', { conversationId, outcome: outcome ?? 'served' }),
    ),
  ];
  watchCurrent();
  return () => {
    stopCurrent();
    for (const stop of stops) stop();
  };
}

/** Until it ends, the next page takes it up by itself. */
function watchActivity(client: Client, id: string, host: ChatHost): () => void {
  const conversation = client.conversation(id);
  let wasActive: boolean | null = null;
  const look = () => {
    const { status, summary } = conversation.getSnapshot();
    if (status === 'loading') return;
    const isActive = status === 'ready' && summary.status !== 'closed';
    if (isActive !== wasActive) host.setActive(isActive);
    wasActive = isActive;
  };
  const stop = conversation.subscribe(look);
  look();
  return stop;
}
