import { expectTypeOf } from 'vitest';
import {
  type AvailabilityAnswer,
  type Community,
  type CommunitySettings,
  createCommunity,
  type Participant,
  parseCommunity,
  type Storage,
} from './index.js';

const community = createCommunity({ id: 'shop', availability: { coachesMin: 2 } });
expectTypeOf(community).toEqualTypeOf<Community>();
expectTypeOf(community.availability()).toEqualTypeOf<AvailabilityAnswer>();
// @ts-expect-error a community has an id
createCommunity({});
// @ts-expect-error one of the two
createCommunity({ id: 'shop', provisioning: 'open' });
// @ts-expect-error a community is no storage
createCommunity({ id: 'shop', storage: community });
expectTypeOf<{ id: string; storage: Storage }>().toExtend<Parameters<typeof createCommunity>[0]>();

const visitor = await community.visitor();
const coach = await community.coach({ name: 'Camille', locales: ['fr'] });
expectTypeOf(visitor).toEqualTypeOf<Participant>();
// @ts-expect-error a coach has a name
void community.coach({});

// Params and results follow from the method; ids that can be made may be left out.
const asked = visitor.call('conversation.ask', { text: 'Do these run small?' });
expectTypeOf(asked).resolves.toEqualTypeOf<{ conversationId: string; offset: number }>();
expectTypeOf(coach.call('request.claim', { conversationId: 'c' })).resolves.toEqualTypeOf<{
  offset: number;
  leaseEndsAt: number;
}>();
expectTypeOf(coach.call('message.post', { conversationId: 'c', text: 'Yes.' })).resolves.toEqualTypeOf<{
  offset: number;
  at: number;
}>();
// @ts-expect-error a question has a text
void visitor.call('conversation.ask', {});
// @ts-expect-error only a question makes its conversation's id
void coach.call('message.post', { text: 'Yes.' });
// @ts-expect-error there is no such method
void visitor.call('conversation.answer', {});

coach.on('feed.event', ({ feed, offset }) => {
  expectTypeOf(feed).toEqualTypeOf<string>();
  expectTypeOf(offset).toEqualTypeOf<number>();
});

// Checked settings have no gaps.
expectTypeOf(parseCommunity({ id: 'shop' })).toEqualTypeOf<CommunitySettings>();
expectTypeOf<CommunitySettings['availability']['coachesMin']>().toEqualTypeOf<number>();
expectTypeOf<CommunitySettings['provisioning']>().toEqualTypeOf<'token' | 'invited'>();
