import type { Availability, Conversation, ConversationSnapshot, InboxRow } from '@entraide/client';
import { expectTypeOf } from 'vitest';
import { useAvailability, useClaim, useConversation, useInbox, useMe } from './index.js';

expectTypeOf(useAvailability).returns.toHaveProperty('value').toEqualTypeOf<Availability | null>();
expectTypeOf(useInbox).returns.toHaveProperty('value').toEqualTypeOf<readonly InboxRow[]>();
expectTypeOf(useMe).returns.toHaveProperty('coach').toHaveProperty('slots').toEqualTypeOf<readonly string[]>();
expectTypeOf(useConversation).returns.toHaveProperty('messages').toEqualTypeOf<ConversationSnapshot['messages']>();
expectTypeOf(useConversation).returns.toHaveProperty('post').toEqualTypeOf<Conversation['post']>();
expectTypeOf(useClaim).returns.returns.resolves.toEqualTypeOf<{ offset: number; leaseEndsAt: number }>();
