import type { Availability, Conversation, ConversationSnapshot, Explanation, InboxRow } from '@entraide/client';
import { expectTypeOf } from 'vitest';
import { useAvailability, useClaim, useConversation, useExplain, useInbox, useMe } from './index.js';

expectTypeOf(useAvailability).returns.toHaveProperty('value').toEqualTypeOf<Availability | null>();
expectTypeOf(useInbox).returns.toHaveProperty('value').toEqualTypeOf<readonly InboxRow[]>();
expectTypeOf(useMe).returns.toHaveProperty('coach').toHaveProperty('slots').toEqualTypeOf<readonly string[]>();
expectTypeOf(useConversation).returns.toHaveProperty('messages').toEqualTypeOf<ConversationSnapshot['messages']>();
expectTypeOf(useConversation).returns.toHaveProperty('post').toEqualTypeOf<Conversation['post']>();
expectTypeOf(useClaim).returns.toHaveProperty('claim').returns.resolves.toEqualTypeOf<{
  offset: number;
  leaseEndsAt: number;
}>();
expectTypeOf(useClaim).returns.toHaveProperty('decline').parameter(1).toEqualTypeOf<{ reason?: string } | undefined>();
expectTypeOf(useExplain).returns.toHaveProperty('value').toEqualTypeOf<Explanation | null>();
expectTypeOf(useConversation).returns.toHaveProperty('transfer').toEqualTypeOf<Conversation['transfer']>();
