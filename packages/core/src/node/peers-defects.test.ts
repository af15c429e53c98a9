import { describe, expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import type { MatchingPolicyOptions } from '../matching/define-matching-policy.js';
import { assign } from '../matching/dispatch-parts.js';
import { fewestOpen } from '../matching/scoring-parts.js';
import { createMemoryBus } from '../memory/memory-bus.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

// Defects that other products have, or had, by their issue's number; each is a thing that must not happen here.

const text = 'Do these shoes run small?';
const minute = 60_000;
const oneByOne = { name: 'assign', scoring: [fewestOpen(1)], dispatch: assign({ acceptWithinMs: 10 * minute }) };

const inboxOf = async (coach: Participant) =>
  (await coach.call('view.open', { view: 'inbox' })).rows.map(({ key }) => key);
const slotsOf = async (coach: Participant) =>
  (await coach.call('feed.open', { feed: 'me' })).snapshot?.state.slots as readonly string[];
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );

/** Three nodes on one storage. */
function start(options: { matching?: MatchingPolicyOptions; capacityMax?: number } = {}) {
  const clock = createManualClock();
  const storage = { ...createMemoryStorage({ clock, ids: systemIds, views }), shared: true };
  const bus = createMemoryBus();
  const open = () => createCommunity({ id: 'shop', clock, storage, bus, ...options });
  const [node, second, third] = [open(), open(), open()];
  const nodes = [node, second, third];
  const ask = async () => (await (await node.visitor()).call('conversation.ask', { text, later: true })).conversationId;
  const settle = () => clock.advance(2_000);
  return { clock, node, nodes, ask, settle, storage };
}

describe('claims', () => {
  it('two agents never get one inquiry (Rocket.Chat #22206)', async () => {
    const { nodes, ask, settle } = start();
    const coaches = await Promise.all(nodes.map((one, index) => one.coach({ name: `Coach ${index}` })));
    for (let round = 0; round < 10; round += 1) {
      const conversationId = await ask();
      await settle();
      const codes = await Promise.all(coaches.map((coach) => codeOf(coach.call('request.claim', { conversationId }))));
      expect(codes.toSorted()).toEqual(['already_claimed', 'already_claimed', 'ok']);
      const winner = coaches[codes.indexOf('ok')];
      await winner?.call('conversation.close', { conversationId, outcome: 'served' });
    }
  });

  it('a limit of three stays three over several instances (Rocket.Chat #37776)', async () => {
    const { nodes, ask, settle, storage } = start();
    // One coach with a device on each node, and a limit of three.
    const devices = await Promise.all(nodes.map((one) => one.coach({ name: 'Ben' })));
    const requests = await Promise.all(Array.from({ length: 6 }, ask));
    await settle();
    const codes = await Promise.all(
      requests.map((conversationId, index) =>
        codeOf((devices[index % 3] as Participant).call('request.claim', { conversationId })),
      ),
    );
    expect(codes.filter((code) => code === 'ok')).toHaveLength(3);
    expect(codes.filter((code) => code === 'at_capacity')).toHaveLength(3);
    const log = await storage.log(0, 1_000);
    expect(log.filter(({ type }) => type === 'slot.taken')).toHaveLength(3);
  });

  it('an assignment isn’t overwritten seconds later by an owner who is one no more (Chatwoot #15524, #15275)', async () => {
    const { clock, nodes, ask, settle, storage } = start();
    const [ben, zoe] = (await Promise.all(
      ['Ben', 'Zoe'].map((name, index) => nodes[index]?.coach({ name })),
    )) as Participant[] as [Participant, Participant];
    const conversationId = await ask();
    await settle();
    await ben.call('request.claim', { conversationId });
    await clock.advance(minute + 2_000);
    await zoe.call('request.claim', { conversationId });
    const before = (await storage.log(0, 1_000)).length;
    const writes = [
      ben.call('message.post', { conversationId, text: 'Here I am.' }),
      ben.call('request.extend', { conversationId }),
      ben.call('conversation.release', { conversationId }),
      ben.call('conversation.close', { conversationId, outcome: 'served' }),
      ben.call('conversation.transfer', { conversationId, to: { kind: 'staff' } }),
    ];
    expect(await Promise.all(writes.map(codeOf))).toEqual(writes.map(() => 'not_found'));
    expect(await codeOf(ben.call('request.claim', { conversationId }))).toBe('already_claimed');
    expect((await storage.log(0, 1_000)).slice(before)).toEqual([]);
    await zoe.call('message.post', { conversationId, text: 'Half a size up.' });
  });

  it('a mentor doesn’t get again what they declined (Exercism #6044)', async () => {
    const { clock, node, ask, settle } = start();
    const ben = await node.coach({ name: 'Ben' });
    const conversationId = await ask();
    await settle();
    await ben.call('request.decline', { conversationId });
    expect(await codeOf(ben.call('request.claim', { conversationId }))).toBe('already_declined');
    await clock.advance(10 * minute);
    expect(await inboxOf(ben)).toEqual([]);
  });

  it('a chat that is forwarded is the old agent’s no more (Rocket.Chat #23404)', async () => {
    const { node, ask, settle } = start();
    const [ben, zoe] = [await node.coach({ name: 'Ben' }), await node.coach({ name: 'Zoe' })];
    const conversationId = await ask();
    await settle();
    await ben.call('request.claim', { conversationId });
    await ben.call('conversation.transfer', { conversationId, to: { kind: 'coach', id: zoe.id } });
    expect(await codeOf(ben.call('message.post', { conversationId, text: 'One more thing' }))).toBe('not_found');
    expect(await slotsOf(ben)).toEqual([]);
    await zoe.call('request.claim', { conversationId });
    expect(await slotsOf(zoe)).toEqual([conversationId]);
  });
});

describe('the queue', () => {
  it('the fourth doesn’t starve while the fifth is served (Chatwoot #10583)', async () => {
    const { clock, node, ask, settle } = start({ matching: oneByOne, capacityMax: 3 });
    const ben = await node.coach({ name: 'Ben' });
    const requests: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      requests.push(await ask());
      await clock.advance(1_000);
    }
    await settle();
    const served: string[] = [];
    while (served.length < 5) {
      for (const conversationId of await inboxOf(ben)) {
        await ben.call('request.claim', { conversationId });
        served.push(conversationId);
      }
      const [first] = await slotsOf(ben);
      await ben.call('conversation.close', { conversationId: first as string, outcome: 'served' });
      await settle();
    }
    expect(served).toEqual(requests);
  });

  it('a taken request is shown to nobody (Rocket.Chat #29357)', async () => {
    const { nodes, ask, settle } = start();
    const coaches = await Promise.all(nodes.map((one, index) => one.coach({ name: `Coach ${index}` })));
    const boards = coaches.map(() => new Set<string>());
    for (const [index, coach] of coaches.entries()) {
      await coach.call('view.open', { view: 'inbox' });
      coach.on('view.changed', ({ upserts, removes }) => {
        for (const { key } of upserts as { key: string }[]) boards[index]?.add(key);
        for (const key of removes) boards[index]?.delete(key);
      });
    }
    const conversationId = await ask();
    await settle();
    expect(boards.map(({ size }) => size)).toEqual([1, 1, 1]);
    await coaches[1]?.call('request.claim', { conversationId });
    await settle();
    expect(boards.map(({ size }) => size)).toEqual([0, 0, 0]);
    expect(await Promise.all(coaches.map(inboxOf))).toEqual([[], [], []]);
  });

  it('ties don’t always go to the same agent (Chatwoot, BalancedSelector)', async () => {
    const { clock, node, ask, settle } = start({ matching: oneByOne });
    const coaches = await Promise.all(['Ben', 'Zoe', 'Eve'].map((name) => node.coach({ name })));
    const turns = new Map<string, number>();
    for (let n = 0; n < 9; n += 1) {
      const conversationId = await ask();
      await settle();
      const inboxes = await Promise.all(coaches.map(inboxOf));
      const coach = coaches[inboxes.findIndex(({ length }) => length > 0)] as Participant;
      turns.set(coach.id, (turns.get(coach.id) ?? 0) + 1);
      await coach.call('request.claim', { conversationId });
      await coach.call('conversation.close', { conversationId, outcome: 'served' });
      await clock.advance(1_000);
    }
    expect([...turns.values()]).toEqual([3, 3, 3]);
  });

  it('who waits is tried again when an agent comes online, not every fifteen minutes (Chatwoot #12334, #15786)', async () => {
    const { clock, node, ask } = start({ matching: oneByOne });
    const conversationId = await ask();
    await clock.advance(5 * minute);
    const ben = await node.coach({ name: 'Ben' });
    await clock.advance(1_000);
    expect(await inboxOf(ben)).toEqual([conversationId]);
  });
});

describe('slots and presence', () => {
  it('a cap can be lowered while its slots are full (Tiledesk, isBusy)', async () => {
    const { node, ask, settle } = start();
    const ben = await node.coach({ name: 'Ben' });
    const requests = await Promise.all([ask(), ask(), ask()]);
    await settle();
    const [first, second, third] = requests as [string, string, string];
    for (const conversationId of [first, second]) await ben.call('request.claim', { conversationId });
    await ben.call('presence.set', { status: 'available', capacity: 1 });
    expect(await codeOf(ben.call('request.claim', { conversationId: third }))).toBe('at_capacity');
    await ben.call('conversation.close', { conversationId: first, outcome: 'served' });
    expect(await codeOf(ben.call('request.claim', { conversationId: third }))).toBe('at_capacity');
    await ben.call('conversation.close', { conversationId: second, outcome: 'served' });
    expect(await codeOf(ben.call('request.claim', { conversationId: third }))).toBe('ok');
  });

  it('a tab that closes doesn’t take the presence of the other (oh-queue)', async () => {
    const { clock, node, ask, settle } = start();
    const [tab, other] = [await node.coach({ name: 'Ben' }), await node.coach({ name: 'Ben' })];
    const conversationId = await ask();
    await settle();
    await other.call('request.claim', { conversationId });
    await other.call('message.post', { conversationId, text: 'Half a size up.' });
    tab.close();
    await clock.advance(2.5 * minute);
    expect(node.availability()).toMatchObject({ open: true, coachesOnline: 1 });
    expect(await slotsOf(other)).toEqual([conversationId]);
  });

  it('a helper who goes offline doesn’t keep the chat (Chatwoot #7204)', async () => {
    const { clock, node, ask, settle } = start();
    const [ben, zoe] = [await node.coach({ name: 'Ben' }), await node.coach({ name: 'Zoe' })];
    const conversationId = await ask();
    await settle();
    await ben.call('request.claim', { conversationId });
    await ben.call('message.post', { conversationId, text: 'Half a size up.' });
    ben.close();
    await clock.advance(2 * minute + 2_000);
    expect(await inboxOf(zoe)).toEqual([conversationId]);
    await zoe.call('request.claim', { conversationId });
  });

  it('visitors who fell silent don’t eat the cap (Rocket.Chat #20945)', async () => {
    const { clock, node, ask, settle } = start();
    const ben = await node.coach({ name: 'Ben' });
    for (const conversationId of await Promise.all([ask(), ask(), ask()])) {
      await settle();
      await ben.call('request.claim', { conversationId });
      await ben.call('message.post', { conversationId, text: 'Half a size up.' });
    }
    const conversationId = await ask();
    await settle();
    expect(await codeOf(ben.call('request.claim', { conversationId }))).toBe('at_capacity');
    await clock.advance(3 * minute + 15_000);
    expect(await codeOf(ben.call('request.claim', { conversationId }))).toBe('ok');
  });
});
