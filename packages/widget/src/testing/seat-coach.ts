import { type Conversation, createClient, createWebSocketTransport } from '@entraide/client';
import { expect, vi } from 'vitest';
import { WebSocket } from 'ws';

/** A coach at the other end, without a browser. */
export interface SeatedCoach {
  /** Takes the request with this text; the conversation is live from then on. */
  claim(text: string): Promise<Conversation>;
  close(): Promise<void>;
}

export async function seatCoach(address: string, name = 'Camille'): Promise<SeatedCoach> {
  const answer = await fetch(`${address}/demo/coach-token?name=${name}`);
  const { token } = (await answer.json()) as { token: string };
  const transport = createWebSocketTransport({ url: address, WebSocket });
  const client = createClient({ community: 'demo', token, transport });
  await client.setPresence({ status: 'available' });
  const inbox = client.inbox();
  inbox.subscribe(() => {});
  return {
    async claim(text) {
      const find = () => inbox.getSnapshot().value.find((row) => row.text === text);
      await vi.waitFor(() => expect(find()).toBeTruthy(), { timeout: 10_000 });
      const conversation = client.conversation(find()?.key ?? '');
      conversation.subscribe(() => {});
      await conversation.claim();
      return conversation;
    },
    close: () => client.close(),
  };
}

/** What the coach reads, as the visitor should have written it. */
export const textsOf = (conversation: Conversation) => conversation.getSnapshot().messages.map(({ text }) => text);
