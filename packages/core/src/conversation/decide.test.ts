import { describe, expect, it } from 'vitest';
import { decideConversation } from './decide.js';
import { emptyConversation, evolveConversation } from './evolve.js';
import type {
  Actor,
  ConversationCommand,
  ConversationContext,
  ConversationEvent,
  ConversationRefusal,
} from './types.js';

const ana: Actor = { kind: 'visitor', id: 'ana', name: 'Visitor' };
const ben: Actor = { kind: 'coach', id: 'ben', name: 'Ben' };
const now = 1_000_000;
const context: ConversationContext = {
  now,
  actor: ana,
  gateOpen: true,
  topics: { has: (topic) => topic !== 'shoez' },
  openCount: 0,
  leaseMs: 60_000,
  requestMs: { now: 1_000, later: 9_000 },
  patience: {
    holdAfterMs: 180_000,
    firstRightMs: 600_000,
    endAfterMs: 1_800_000,
    remindAfterMs: 180_000,
    reofferAfterMs: 300_000,
    acceptWithinMs: 60_000,
  },
};

const event = (type: ConversationEvent['type'], by: Actor, data: object = {}) =>
  ({ type, at: now, by, data }) as ConversationEvent;
const asked = event('conversation.asked', ana, { text: 'Which size?' });
const claimed = event('request.claimed', ben, { leaseEndsAt: now + 60_000 });
const replied = event('message.posted', ben, { messageId: 'm1', text: 'Half a size up.' });
const closed = event('conversation.closed', ben, { outcome: 'served' });

/** given these events, when this command comes, it is accepted or refused */
function given(...events: ConversationEvent[]) {
  const state = events.reduce((before, one, index) => evolveConversation(before, one, index + 1), emptyConversation);
  return {
    when(command: ConversationCommand, by: Actor, more: Partial<ConversationContext> = {}) {
      const decision = decideConversation(command, state, { ...context, actor: by, ...more });
      return {
        refused: (reason: ConversationRefusal) => expect(decision).toEqual({ refused: reason }),
        accepted: (type: ConversationEvent['type'], data: object = {}) =>
          expect(decision).toMatchObject({ events: [{ type, at: now, by: { kind: by.kind, id: by.id }, data }] }),
      };
    },
  };
}

describe('a question', () => {
  const ask: ConversationCommand = { type: 'conversation.ask', text: 'Which size?' };
  it('is asked while the gate is open', () =>
    given().when(ask, ana).accepted('conversation.asked', { text: 'Which size?' }));
  it('is refused while the gate is shut', () => given().when(ask, ana, { gateOpen: false }).refused('closed'));
  it('is refused about a topic that the community does not know', () =>
    given()
      .when({ ...ask, topic: 'shoez' }, ana)
      .refused('unknown_topic'));
  it('is refused beside thirty-two others, also where it could wait for later', () =>
    given()
      .when({ ...ask, later: true }, ana, { openCount: 32, gateOpen: false })
      .refused('too_many_conversations'));
  it('is kept for later though the gate is shut', () =>
    given()
      .when({ ...ask, later: true }, ana, { gateOpen: false })
      .accepted('conversation.asked', { later: true }));
  it('is asked once under one id', () => given(asked).when(ask, ana).refused('already_asked'));
  it('tells a stranger nothing about an id that is taken', () =>
    given(asked)
      .when(ask, { ...ana, id: 'eve' })
      .refused('not_found'));
});

describe('a claim', () => {
  const claim: ConversationCommand = { type: 'request.claim' };
  it('leases a waiting request', () =>
    given(asked)
      .when(claim, ben)
      .accepted('request.claimed', { leaseEndsAt: now + 60_000 }));
  it('loses to the one before', () => given(asked, claimed).when(claim, ben).refused('already_claimed'));
  it('loses to a conversation that was held and closed', () =>
    given(asked, claimed, replied, closed).when(claim, ben).refused('already_claimed'));
  it('finds a request closed whose visitor left', () =>
    given(asked, event('conversation.closed', ana, { outcome: 'abandoned' }))
      .when(claim, ben)
      .refused('conversation_closed'));
  it('is possible again after a release', () =>
    given(asked, claimed, event('conversation.released', ben)).when(claim, ben).accepted('request.claimed'));
});

describe('a lease', () => {
  const extend: ConversationCommand = { type: 'request.extend' };
  const expire: ConversationCommand = { type: 'lease.expire', leaseEndsAt: now + 60_000 };
  const system: Actor = { kind: 'system', id: 'system', name: 'system' };
  it('is extended once, from its own end', () =>
    given(asked, claimed)
      .when(extend, ben)
      .accepted('request.extended', { leaseEndsAt: now + 120_000 }));
  it('is not extended twice', () =>
    given(asked, claimed, event('request.extended', ben, { leaseEndsAt: now + 120_000 }))
      .when(extend, ben)
      .refused('already_extended'));
  it('needs no extension after the first reply', () =>
    given(asked, claimed, replied).when(extend, ben).refused('already_answered'));
  it('expires where nobody replied', () => given(asked, claimed).when(expire, system).accepted('lease.expired'));
  it('does not expire after a reply', () => given(asked, claimed, replied).when(expire, system).refused('superseded'));
  it('does not expire at a time that an extension moved', () =>
    given(asked, claimed, event('request.extended', ben, { leaseEndsAt: now + 120_000 }))
      .when(expire, system)
      .refused('superseded'));
  it('returns the request to its old place', () => {
    const later = { ...event('lease.expired', system), at: now + 60_000 };
    const state = [asked, claimed, later].reduce((s, e, i) => evolveConversation(s, e, i + 1), emptyConversation);
    expect(state.summary).toMatchObject({ status: 'waiting', askedAt: now, coach: null, leaseEndsAt: null });
    expect(state.coachId).toBeNull();
  });
});

describe('a request', () => {
  const system: Actor = { kind: 'system', id: 'system', name: 'system' };
  const waits = event('conversation.asked', ana, { text: 'Which size?', expiresAt: now + 1_000 });
  const expire: ConversationCommand = { type: 'request.expire', expiresAt: now + 1_000 };
  it('ends as expired where nobody took it', () =>
    given(waits).when(expire, system).accepted('conversation.closed', { outcome: 'expired' }));
  it('does not expire while somebody has it', () => given(waits, claimed).when(expire, system).refused('superseded'));
  it('expires once', () =>
    given(waits, event('conversation.closed', system, { outcome: 'expired' }))
      .when(expire, system)
      .refused('superseded'));
  it('waits longer where it was left for later', () => {
    const ask: ConversationCommand = { type: 'conversation.ask', text: 'Which size?' };
    given()
      .when(ask, ana)
      .accepted('conversation.asked', { expiresAt: now + 1_000 });
    given()
      .when({ ...ask, later: true }, ana)
      .accepted('conversation.asked', { expiresAt: now + 9_000 });
  });
});

describe('a conversation', () => {
  const post: ConversationCommand = { type: 'message.post', messageId: 'm2', text: 'Hello' };
  it('takes messages while it waits', () => given(asked).when(post, ana).accepted('message.posted', { text: 'Hello' }));
  it('takes none after it closed', () => given(asked, closed).when(post, ana).refused('conversation_closed'));
  it('ends as served when its visitor leaves after an answer', () =>
    given(asked, claimed, replied)
      .when({ type: 'conversation.leave' }, ana)
      .accepted('conversation.closed', { outcome: 'served' }));
  it('ends as abandoned when its visitor leaves before one', () =>
    given(asked, claimed)
      .when({ type: 'conversation.leave' }, ana)
      .accepted('conversation.closed', { outcome: 'abandoned' }));
  it('closes once', () =>
    given(asked, claimed, closed)
      .when({ type: 'conversation.close', outcome: 'served' }, ben)
      .refused('conversation_closed'));
  it('is not released while nobody holds it', () =>
    given(asked).when({ type: 'conversation.release' }, ben).refused('not_claimed'));
  it('forgets what was redacted', () => {
    const redacted = event('content.redacted', { ...ben, kind: 'manager' }, { offsets: [1] });
    const state = [asked, redacted].reduce((s, e, i) => evolveConversation(s, e, i + 1), emptyConversation);
    expect(state.question).toBeNull();
  });
});

describe('a thank-you', () => {
  const thank: ConversationCommand = { type: 'conversation.thank' };
  it('needs an answer first', () => given(asked, claimed).when(thank, ana).refused('not_answered'));
  it('is given once', () =>
    given(asked, claimed, replied, event('conversation.thanked', ana)).when(thank, ana).refused('already_thanked'));
  it('may come after the close', () =>
    given(asked, claimed, replied, closed).when(thank, ana).accepted('conversation.thanked'));
});

describe('a rating', () => {
  const rate: ConversationCommand = { type: 'conversation.rate', stars: 4 };
  it('needs an answer first', () => given(asked).when(rate, ana).refused('not_answered'));
  it('is given once', () =>
    given(asked, claimed, replied, event('conversation.rated', ana, { stars: 5 }))
      .when(rate, ana)
      .refused('already_rated'));
});
