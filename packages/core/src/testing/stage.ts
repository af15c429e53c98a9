import { type Community, type CreateCommunityOptions, createCommunity } from '../create-community.js';
import type { Participant } from '../participant.js';
import type { CommandMethod } from '../protocol/methods.js';
import { award } from '../recognition/award.js';
import { createManualClock, type ManualClock } from './manual-clock.js';
import { earn, rewarding } from './rewarding.js';

/** A community with a visitor, two coaches and a manager, and one question waiting. */
export interface Stage {
  clock: ManualClock;
  community: Community;
  ana: Participant;
  ben: Participant;
  zoe: Participant;
  max: Participant;
  /** Asked by Ana. */
  conversationId: string;
  ask(): Promise<string>;
  claim(): Promise<unknown>;
  answer(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** @param hostId the host application's own id of a person, by name; the name itself unless given */
export async function createStage({
  hostId = (name) => name,
  ...options
}: Partial<CreateCommunityOptions> & { hostId?: (name: string) => string } = {}): Promise<Stage> {
  const member = (name: string) => ({ name, id: hostId(name) });
  const clock = createManualClock();
  const community = createCommunity({ id: 'shop', clock, ...options });
  const ben = await community.coach(member('Ben'));
  const zoe = await community.coach(member('Zoe'));
  const max = await community.manager(member('Max'));
  const ana = await community.visitor();
  const ask = async () => (await ana.call('conversation.ask', { text: 'Do these shoes run small?' })).conversationId;
  const conversationId = await ask();
  return {
    clock,
    community,
    ana,
    ben,
    zoe,
    max,
    conversationId,
    ask,
    claim: () => ben.call('request.claim', { conversationId }),
    answer: () => ben.call('message.post', { conversationId, text: 'Take half a size up.' }),
    close: () => ben.call('conversation.close', { conversationId, outcome: 'served' }),
  };
}

/** How each command comes to be possible, and what makes it impossible later. */
export interface CommandCase {
  /** Of the stage that it needs. */
  options?: Partial<CreateCommunityOptions>;
  by: 'ana' | 'ben' | 'max';
  prepare?(stage: Stage): Promise<unknown>;
  params(stage: Stage): Record<string, unknown>;
  /** Makes the same command, sent again under another id, impossible. Absent where nothing can. */
  spoil?(stage: Stage): Promise<unknown>;
  /** It goes on after its answer, and is done by then. */
  takesMs?: number;
  /** Changes nothing that a feed shows. */
  isBackstage?: true;
}

const uuid = () => crypto.randomUUID();
const on = ({ conversationId }: Stage) => ({ conversationId });
const claimed = (stage: Stage) => stage.claim();
const answered = async (stage: Stage) => {
  await stage.claim();
  await stage.answer();
};
/** Zoe's, under the id of Ana's question: ids of posts and of conversations are strangers to each other. */
const inLounge = ({ conversationId }: Stage) => ({ postId: conversationId });
const posted = (stage: Stage) => stage.zoe.call('lounge.post', { ...inLounge(stage), text: 'Hello everybody' });
const removed = (stage: Stage) => stage.zoe.call('lounge.remove', inLounge(stage));
const closed = (stage: Stage) => stage.close();

/** Ben has earned points, and may have redeemed some of them. */
const earned = { options: { recognition: rewarding }, prepare: (stage: Stage) => earn(stage) };
const redemption = ({ conversationId }: Stage) => ({ rewardId: 'mug', redemptionId: conversationId });
const redeemed = {
  ...earned,
  async prepare(stage: Stage) {
    await earn(stage);
    await stage.ben.call('reward.redeem', redemption(stage));
  },
};
const onBen = ({ ben }: Stage) => ({ coachId: ben.id });

/** A case for every command of the registry: one that is missing doesn't compile. */
export const commandCases: Record<CommandMethod, CommandCase> = {
  'conversation.ask': {
    by: 'ana',
    params: () => ({ conversationId: uuid(), text: 'And in red?' }),
    // With the last coach gone, the gate shuts.
    async spoil({ ben, zoe, clock }) {
      await ben.call('presence.set', { status: 'away' });
      await zoe.call('presence.set', { status: 'away' });
      await clock.advance(60_000);
    },
  },
  'message.post': {
    by: 'ana',
    prepare: answered,
    params: (stage) => ({ ...on(stage), messageId: uuid(), text: 'Thank you!' }),
    spoil: closed,
  },
  'page.set': { by: 'ana', params: () => ({ url: 'https://shop.example/red', title: 'Red shoes' }) },
  'conversation.leave': { by: 'ana', params: on },
  'alternative.choose': {
    by: 'ana',
    // The matching of the stage offers to wait for later from the first minute on.
    options: { matching: { name: 'patient', escalation: [{ afterMs: 60_000, alternatives: ['later'] }] } },
    prepare: ({ clock }) => clock.advance(62_000),
    params: (stage) => ({ ...on(stage), alternative: 'later' }),
    spoil: claimed,
  },
  'conversation.thank': { by: 'ana', prepare: answered, params: (stage) => ({ ...on(stage), comment: 'Great' }) },
  'conversation.rate': {
    by: 'ana',
    prepare: answered,
    params: (stage) => ({ ...on(stage), stars: 5, comment: 'Top' }),
  },
  'presence.set': { by: 'ben', params: () => ({ status: 'away', capacity: 2 }) },
  'preferences.set': { by: 'ben', params: () => ({ pingsPerDayMax: 5, email: 'ben@example.org' }) },
  'expertise.verify': { by: 'max', params: ({ ben }) => ({ coachId: ben.id, topic: 'shoes', level: 4 }) },
  'coach.suspend': {
    by: 'max',
    // Where she has declined it, she holds nothing.
    prepare: ({ zoe, conversationId }) => zoe.call('request.claim', { conversationId }).catch(() => undefined),
    params: ({ zoe }) => ({ coachId: zoe.id, reason: 'Was rude' }),
    spoil: async () => undefined,
  },
  'coach.reinstate': {
    by: 'max',
    prepare: ({ max, zoe }) => max.call('coach.suspend', { coachId: zoe.id, reason: 'Was rude' }),
    params: ({ zoe }) => ({ coachId: zoe.id }),
    spoil: async () => undefined,
    isBackstage: true,
  },
  'request.claim': {
    by: 'ben',
    params: on,
    async spoil({ ben, zoe, conversationId }) {
      await ben.call('conversation.release', { conversationId });
      await zoe.call('request.claim', { conversationId });
    },
  },
  'request.extend': { by: 'ben', prepare: claimed, params: on, spoil: (stage) => stage.answer() },
  'conversation.release': {
    by: 'ben',
    prepare: claimed,
    params: on,
    spoil: ({ zoe, conversationId }) => zoe.call('request.claim', { conversationId }),
  },
  'request.decline': {
    by: 'ben',
    params: on,
    spoil: ({ zoe, conversationId }) => zoe.call('request.claim', { conversationId }),
    isBackstage: true,
  },
  'conversation.transfer': {
    by: 'ben',
    prepare: answered,
    params: (stage) => ({ ...on(stage), to: { kind: 'coach', id: stage.zoe.id } }),
    spoil: ({ zoe, conversationId }) => zoe.call('request.claim', { conversationId }),
  },
  'conversation.report': {
    by: 'ana',
    prepare: answered,
    params: (stage) => ({ ...on(stage), reason: 'abuse', comment: 'Called me names' }),
    isBackstage: true,
  },
  'conversation.block': {
    by: 'ana',
    prepare: answered,
    params: (stage) => ({ ...on(stage), reason: 'abuse', comment: 'Called me names' }),
  },
  'conversation.inspect': {
    by: 'max',
    prepare: answered,
    params: (stage) => ({ ...on(stage), reason: 'Reported' }),
    isBackstage: true,
  },
  'report.close': {
    by: 'max',
    async prepare(stage) {
      await answered(stage);
      await stage.ana.call('conversation.report', { ...on(stage), reason: 'abuse' });
    },
    params: on,
    spoil: async () => undefined,
    isBackstage: true,
  },
  'lounge.post': { by: 'ben', params: () => ({ postId: uuid(), text: 'Good morning' }) },
  'lounge.comment': {
    by: 'ben',
    prepare: posted,
    params: (stage) => ({ ...inLounge(stage), commentId: uuid(), text: 'Indeed' }),
    spoil: removed,
  },
  'lounge.like': { by: 'ben', prepare: posted, params: inLounge, spoil: removed },
  'lounge.unlike': {
    by: 'ben',
    async prepare(stage) {
      await posted(stage);
      await stage.ben.call('lounge.like', inLounge(stage));
    },
    params: inLounge,
    spoil: removed,
  },
  'lounge.remove': { by: 'max', prepare: posted, params: inLounge, spoil: async () => undefined },
  'lounge.pin': {
    by: 'max',
    prepare: posted,
    params: (stage) => ({ ...inLounge(stage), pinned: true }),
    spoil: removed,
  },
  'thread.post': {
    by: 'max',
    params: ({ ben }) => ({ coachId: ben.id, messageId: uuid(), text: 'How are you?' }),
  },
  'announcement.publish': {
    by: 'max',
    params: ({ conversationId }) => ({ announcementId: conversationId, title: 'News', text: 'A new shop opens' }),
    spoil: async () => undefined,
    isBackstage: true,
  },
  'reward.redeem': {
    ...earned,
    by: 'ben',
    params: () => ({ rewardId: 'lamp', redemptionId: uuid() }),
  },
  'reward.fulfil': { ...redeemed, by: 'max', params: redemption },
  'reward.refuse': { ...redeemed, by: 'max', params: (stage) => ({ ...redemption(stage), reason: 'Out of print' }) },
  'points.reverse': {
    ...earned,
    by: 'max',
    params: (stage) => ({ ...onBen(stage), awardId: 'tier.reached:guest', reason: 'Made up' }),
    spoil: async () => undefined,
  },
  'tier.lock': { ...earned, by: 'max', params: (stage) => ({ ...onBen(stage), locked: true }), isBackstage: true },
  'grade.confirm': { ...earned, by: 'max', params: (stage) => ({ ...onBen(stage), grade: 'coach' }) },
  'milestone.complete': {
    ...earned,
    by: 'max',
    params: (stage) => ({ ...onBen(stage), milestone: 'card' }),
    isBackstage: true,
  },
  'review.close': {
    by: 'max',
    options: {
      recognition: {
        settleAfterMs: 1_000,
        points: [award(10).on('conversation.thanked').capPerDay(50)],
        guards: { sampleShare: 1 },
      },
    },
    async prepare(stage) {
      await answered(stage);
      await stage.ana.call('message.post', { ...on(stage), text: 'They fit.' });
      await stage.ana.call('conversation.thank', on(stage));
      await stage.clock.advance(1_000);
    },
    params: ({ ben, clock }) => ({ coachId: ben.id, kind: 'sampled', asOf: clock.now(), verdict: 'honest' }),
    spoil: async () => undefined,
  },
  'visitor.erase': {
    by: 'max',
    params: ({ ana }) => ({ personId: ana.id }),
    takesMs: 2_000,
    async spoil({ max, ana, clock }) {
      await clock.advance(2_000);
      await max.call('hold.place', { personId: ana.id, reason: 'case 7' });
    },
  },
  'coach.erase': {
    by: 'max',
    prepare: posted,
    params: ({ zoe }) => ({ personId: zoe.id }),
    takesMs: 2_000,
    spoil: ({ clock }) => clock.advance(2_000),
  },
  'hold.place': {
    by: 'max',
    params: ({ ana }) => ({ personId: ana.id, reason: 'case 7' }),
    spoil: async () => undefined,
    isBackstage: true,
  },
  'hold.lift': {
    by: 'max',
    prepare: ({ max, ana }) => max.call('hold.place', { personId: ana.id, reason: 'case 7' }),
    params: ({ ana }) => ({ personId: ana.id }),
    spoil: async () => undefined,
    isBackstage: true,
  },
  'conversation.close': { by: 'ben', prepare: answered, params: (stage) => ({ ...on(stage), outcome: 'served' }) },
};
