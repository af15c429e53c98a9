import { expectTypeOf } from 'vitest';
import {
  type Availability,
  type Client,
  type Conversation,
  createClient,
  type EntraideError,
  type InboxRow,
  isEntraideError,
} from './index.js';

const client = createClient({ url: 'https://help.example.com', community: 'shop', token: async () => 'jwt' });
expectTypeOf(client).toEqualTypeOf<Client>();

// Params and results follow from the method; a command id may be left out.
expectTypeOf(client.call('request.claim', { conversationId: 'c' })).resolves.toEqualTypeOf<{
  offset: number;
  leaseEndsAt: number;
}>();
expectTypeOf(client.call('availability.get', {})).resolves.toEqualTypeOf<Availability>();
// @ts-expect-error a claim names its conversation
void client.call('request.claim', {});
// @ts-expect-error the session is the connection's own
void client.call('session.open', { community: 'shop' });
// @ts-expect-error stars are needed
void client.conversation('c').rate({});

expectTypeOf(client.ask({ text: 'Hello?' })).toEqualTypeOf<Conversation>();
expectTypeOf(client.inbox().getSnapshot().value).toEqualTypeOf<readonly InboxRow[]>();
expectTypeOf(client.on('messageReceived', ({ message }) => message.isMine satisfies boolean)).toEqualTypeOf<
  () => void
>();

const caught: unknown = null;
if (isEntraideError(caught, 'at_capacity')) expectTypeOf(caught).toEqualTypeOf<EntraideError>();
