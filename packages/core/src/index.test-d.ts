import { expectTypeOf } from 'vitest';
import {
  type AvailabilityAnswer,
  type Community,
  type CommunitySettings,
  createCommunity,
  decideMatch,
  defineMatchingPolicy,
  knowsTopic,
  type MatchAnswer,
  type MatchInput,
  type MatchingPolicy,
  type MatchingPolicyOptions,
  onlyIf,
  type Pairing,
  type Participant,
  parseCommunity,
  type Storage,
  serializeMatchingPolicy,
  speaksLocale,
  waves,
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

// A policy is made of parts; each is data, and a rule of one's own sees what was weighed.
const policy = defineMatchingPolicy({
  name: 'own',
  eligibility: [
    speaksLocale(),
    onlyIf('own', (pairing) => {
      expectTypeOf(pairing).toEqualTypeOf<Pairing>();
      return pairing.coach.capacity > 1;
    }),
  ],
  dispatch: waves({ size: 2, everyMs: 20_000 }),
  escalation: [{ afterMs: 60_000, topic: 'any', alternatives: ['later'] }],
});
expectTypeOf(policy).toEqualTypeOf<MatchingPolicy>();
expectTypeOf(serializeMatchingPolicy(policy)).toEqualTypeOf<MatchingPolicyOptions>();
// @ts-expect-error a wave has a length
waves({ size: 2 });
// @ts-expect-error a predicate says yes or no
onlyIf('own', () => 'yes');
// @ts-expect-error there is no such topic fit
knowsTopic({ fit: 'near' });
expectTypeOf(decideMatch).parameter(0).toEqualTypeOf<MatchInput>();
expectTypeOf(decideMatch).returns.toEqualTypeOf<MatchAnswer>();
