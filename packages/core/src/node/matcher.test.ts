import { describe, expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { assign, waves } from '../matching/dispatch-parts.js';
import { fewestOpen } from '../matching/scoring-parts.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

const text = 'Do these shoes run small?';
const inboxOf = async (coach: Participant) =>
  (await coach.call('view.open', { view: 'inbox' })).rows.map(({ key }) => key);

/** Lets what was committed be looked at. */
const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

function start(options: Partial<Parameters<typeof createCommunity>[0]> = {}) {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const open = () => createCommunity({ id: 'shop', clock, storage, ...options });
  const community = open();
  const seers = async (coaches: readonly Participant[], conversationId: string) => {
    await settle();
    const shown = await Promise.all(coaches.map(async (coach) => (await inboxOf(coach)).includes(conversationId)));
    return shown.filter(Boolean).length;
  };
  return { clock, storage, community, open, seers };
}

const twoAtATime = { name: 'waves', dispatch: waves({ size: 2, everyMs: 20_000 }) };
const oneByOne = { name: 'assign', scoring: [fewestOpen(1)], dispatch: assign({ acceptWithinMs: 10_000 }) };

describe('waves', () => {
  it('show a request to two coaches, and twenty seconds later to two more', async () => {
    const { clock, community, seers } = start({ matching: twoAtATime });
    const coaches = await Promise.all(['Ben', 'Zoe', 'Eve', 'Kim', 'Lou'].map((name) => community.coach({ name })));
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    expect(await seers(coaches, conversationId)).toBe(2);
    await clock.advance(21_000);
    expect(await seers(coaches, conversationId)).toBe(4);
    await clock.advance(21_000);
    expect(await seers(coaches, conversationId)).toBe(5);
  });

  it('tell a coach who was not offered the request that nothing is there', async () => {
    const { community } = start({ matching: { ...twoAtATime, dispatch: waves({ size: 1, everyMs: 20_000 }) } });
    const [ben, zoe] = await Promise.all(['Ben', 'Zoe'].map((name) => community.coach({ name })));
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await settle();
    const [offered, other] = (await inboxOf(ben as Participant)).length === 1 ? [ben, zoe] : [zoe, ben];
    await expect(other?.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'not_found' });
    await offered?.call('request.claim', { conversationId });
  });

  it('make room at once when a coach declines, who is not shown it again', async () => {
    const { clock, community, seers } = start({
      matching: { ...twoAtATime, dispatch: waves({ size: 1, everyMs: 60_000 }) },
    });
    const coaches = await Promise.all(['Ben', 'Zoe'].map((name) => community.coach({ name })));
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await settle();
    const inboxes = await Promise.all(coaches.map(inboxOf));
    const [first, second] = inboxes[0]?.length === 1 ? coaches : [...coaches].reverse();
    await first?.call('request.decline', { conversationId });
    expect(await seers([second as Participant], conversationId)).toBe(1);
    await clock.advance(300_000);
    expect(await seers([first as Participant], conversationId)).toBe(0);
    await expect(first?.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'already_declined' });
  });

  it.each([
    ['leaves', async (coach: Participant) => coach.close()],
    ['is away', async (coach: Participant) => coach.call('presence.set', { status: 'away' })],
  ])('make room at once when a coach %s', async (_, go) => {
    const { community, seers } = start({ matching: { ...twoAtATime, dispatch: waves({ size: 1, everyMs: 60_000 }) } });
    const coaches = await Promise.all(['Ben', 'Zoe'].map((name) => community.coach({ name })));
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await settle();
    const inboxes = await Promise.all(coaches.map(inboxOf));
    const [first, second] = (inboxes[0]?.length === 1 ? coaches : [...coaches].reverse()) as [Participant, Participant];
    await go(first);
    expect(await seers([second], conversationId)).toBe(1);
  });

  it('reach a coach who comes when nobody was there', async () => {
    const { community, seers } = start({ matching: twoAtATime });
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text, later: true });
    const ben = await community.coach({ name: 'Ben' });
    expect(await seers([ben], conversationId)).toBe(1);
  });

  it('go on after a restart', async () => {
    const { clock, community, open, seers } = start({
      matching: { ...twoAtATime, dispatch: waves({ size: 1, everyMs: 20_000 }) },
    });
    await community.coach({ name: 'Ben' });
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await settle();
    await community.close();
    const again = open();
    const coaches = await Promise.all(['Ben', 'Zoe'].map((name) => again.coach({ name })));
    await clock.advance(25_000);
    expect(await seers(coaches, conversationId)).toBe(2);
  });
});

describe('assignment', () => {
  it('reserves a request for one coach, then for the next', async () => {
    const { clock, community, seers } = start({ matching: oneByOne });
    const coaches = await Promise.all(['Ben', 'Zoe'].map((name) => community.coach({ name })));
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    expect(await seers(coaches, conversationId)).toBe(1);
    const first = (await inboxOf(coaches[0] as Participant)).length === 1 ? 0 : 1;
    await clock.advance(11_000);
    expect(await seers([coaches[1 - first] as Participant], conversationId)).toBe(1);
    const late = coaches[first]?.call('request.claim', { conversationId });
    await expect(late).rejects.toMatchObject({ code: 'already_claimed' });
  });

  it('gives one free slot to one request, the older one', async () => {
    const { community } = start({ matching: oneByOne, capacityMax: 1 });
    const [ana, bob] = await Promise.all([community.visitor(), community.visitor()]);
    const { conversationId: older } = await ana.call('conversation.ask', { text, later: true });
    await bob.call('conversation.ask', { text, later: true });
    const ben = await community.coach({ name: 'Ben' });
    await settle();
    expect(await inboxOf(ben)).toEqual([older]);
  });

  it('gives the slot that a decline leaves free to the next request at once', async () => {
    const { community } = start({ matching: oneByOne, capacityMax: 1 });
    const ben = await community.coach({ name: 'Ben' });
    const [ana, bob] = await Promise.all([community.visitor(), community.visitor()]);
    const { conversationId: older } = await ana.call('conversation.ask', { text });
    const { conversationId: newer } = await bob.call('conversation.ask', { text });
    await settle();
    expect(await inboxOf(ben)).toEqual([older]);
    await ben.call('request.decline', { conversationId: older });
    await settle();
    expect(await inboxOf(ben)).toEqual([newer]);
  });

  it('makes a coach passive who lets an offer pass, until they do something', async () => {
    const { clock, community } = start({ matching: oneByOne });
    const ben = await community.coach({ name: 'Ben' });
    const max = await community.manager({ name: 'Max' });
    const ana = await community.visitor();
    await ana.call('conversation.ask', { text });
    await settle();
    await clock.advance(12_000);
    const presence = async () => (await max.call('view.open', { view: 'presence' })).rows[0]?.presence;
    expect(await presence()).toBe('passive');
    await inboxOf(ben);
    expect(await presence()).toBe('present');
  });
});

describe('two matchers at once', () => {
  it('decide each wave once', async () => {
    const { clock, storage, community, open } = start({ matching: twoAtATime });
    const other = open();
    const names = ['Ben', 'Zoe', 'Eve', 'Kim'];
    const coaches = await Promise.all(names.map((name) => community.coach({ name })));
    // The same people are connected to both: both matchers see the same candidates, and both hold every lease.
    storage.lease = async () => true;
    await Promise.all(names.map((name) => other.coach({ name })));
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await clock.advance(45_000);
    const decided = (await storage.log(0, 1_000)).filter(({ type }) => type === 'match.decided');
    const decisionsOf = decided.map(({ data }) => data.wave);
    expect(decisionsOf).toEqual([...new Set(decisionsOf)]);
    expect(decisionsOf.length).toBeGreaterThan(1);
    const outcomes = await Promise.allSettled(coaches.map((coach) => coach.call('request.claim', { conversationId })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a coach who vanishes', () => {
  it('does not keep the visitor: after two minutes the conversation is offered to others', async () => {
    const { clock, community, seers } = start();
    const [ben, zoe] = (await Promise.all(['Ben', 'Zoe'].map((name) => community.coach({ name })))) as [
      Participant,
      Participant,
    ];
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await ben.call('request.claim', { conversationId });
    await ben.call('message.post', { conversationId, text: 'Half a size up.' });
    ben.close();
    await clock.advance(110_000);
    expect(await seers([zoe], conversationId)).toBe(0);
    await clock.advance(15_000);
    expect(await seers([zoe], conversationId)).toBe(1);
    const again = await community.coach({ name: 'Ben' });
    await again.call('request.claim', { conversationId });
  });

  it('does not keep the visitor over a restart either', async () => {
    const { clock, community, open, seers } = start();
    const ben = await community.coach({ name: 'Ben' });
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text });
    await ben.call('request.claim', { conversationId });
    await ben.call('message.post', { conversationId, text: 'Half a size up.' });
    await community.close();
    const zoe = await open().coach({ name: 'Zoe' });
    await clock.advance(125_000);
    expect(await seers([zoe], conversationId)).toBe(1);
  });
});
