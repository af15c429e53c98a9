import { expectTypeOf } from 'vitest';
import {
  type Availability,
  type Client,
  type Conversation,
  countDemand,
  createClient,
  type EntraideError,
  type Explanation,
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

// What matching brought.
const conversation = client.conversation('c');
expectTypeOf(conversation.decline()).resolves.toEqualTypeOf<{ offset: number }>();
expectTypeOf(conversation.explain()).resolves.toEqualTypeOf<Explanation>();
void conversation.transfer({ to: { kind: 'staff' } });
// @ts-expect-error a coach is named
void conversation.transfer({ to: { kind: 'coach' } });
// @ts-expect-error a reason is needed
void conversation.block({ comment: 'rude' });
void client.setPreferences({ quietHours: null });
expectTypeOf(client.on('reoffered', ({ why }) => why satisfies 'disconnected' | 'unanswered' | 'left')).toBeFunction();
expectTypeOf(client.availability().getSnapshot().value?.expectedWaitMs).toEqualTypeOf<number | undefined>();
expectTypeOf(countDemand({ url: '/', community: 'shop' })).toBeVoid();

const caught: unknown = null;
if (isEntraideError(caught, 'at_capacity')) expectTypeOf(caught).toEqualTypeOf<EntraideError>();
