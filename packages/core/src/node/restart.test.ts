import { expect, it } from 'vitest';
import { type CreateCommunityOptions, createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { waves } from '../matching/dispatch-parts.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

// A deadline is a row: whichever node is there when it is due fires it, and once.

const minute = 60_000;
const text = 'Do these shoes run small?';

interface Scene {
  ben: Participant;
  zoe: Participant;
  ana: Participant;
  conversationId: string;
  wait(ms: number): Promise<void>;
}

const claim = ({ ben, conversationId }: Scene) => ben.call('request.claim', { conversationId });
const answer = async (scene: Scene) => {
  await claim(scene);
  await scene.ben.call('message.post', { conversationId: scene.conversationId, text: 'Half a size up.' });
};
const answerAndAsk = async (scene: Scene) => {
  await answer(scene);
  await scene.ana.call('message.post', { conversationId: scene.conversationId, text: 'And the colour?' });
};

interface Case {
  kind: string;
  /** What happens before the node closes. */
  before: (scene: Scene) => Promise<unknown>;
  dueInMs: number;
  fired: string;
  options?: Partial<CreateCommunityOptions>;
}

const cases: Case[] = [
  { kind: 'lease', before: claim, dueInMs: minute, fired: 'lease.expired' },
  {
    kind: 'request',
    before: async () => undefined,
    dueInMs: 5 * minute,
    fired: 'conversation.closed',
    options: { requestMs: 5 * minute },
  },
  { kind: 'idle (pause)', before: answer, dueInMs: 3 * minute + 10_000, fired: 'conversation.paused' },
  {
    kind: 'idle (end)',
    async before(scene) {
      await answer(scene);
      await scene.wait(4 * minute);
    },
    dueInMs: 31 * minute,
    fired: 'conversation.closed',
  },
  { kind: 'idle (remind)', before: answerAndAsk, dueInMs: 3 * minute + 10_000, fired: 'coach.reminded' },
  {
    kind: 'idle (reoffer)',
    async before(scene) {
      await answerAndAsk(scene);
      await scene.wait(4 * minute);
    },
    dueInMs: minute + 10_000,
    fired: 'conversation.reoffered',
    options: { patience: { vanishedAfterMs: 60 * minute } },
  },
  {
    kind: 'first_right',
    async before(scene) {
      await claim(scene);
      const { ben, zoe, conversationId } = scene;
      await ben.call('conversation.transfer', { conversationId, to: { kind: 'coach', id: zoe.id } });
    },
    dueInMs: minute,
    fired: 'first_right.ended',
  },
  {
    kind: 'match',
    before: ({ wait }) => wait(1),
    dueInMs: 30_000,
    fired: 'match.decided',
    options: { matching: { name: 'waves', dispatch: waves({ size: 1, everyMs: 30_000 }) } },
  },
];

it.each(cases)('a deadline of kind $kind is fired by the node that comes after a restart, and once', async (one) => {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const open = () => createCommunity({ id: 'shop', clock, storage, ...one.options });
  const before = open();
  const [ben, zoe] = [await before.coach({ name: 'Ben' }), await before.coach({ name: 'Zoe' })];
  const ana = await before.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text });
  const count = async () => (await storage.log(0, 1_000)).filter(({ type }) => type === one.fired).length;
  await clock.advance(1);
  await one.before({ ben, zoe, ana, conversationId, wait: clock.advance });
  await before.close();
  const known = await count();

  // Nobody is there when it is due.
  await clock.advance(one.dueInMs + 1_000);
  expect(await count()).toBe(known);
  const [after, beside] = [open(), open()];
  await clock.advance(3_000);
  expect(await count()).toBe(known + 1);
  await after.close();
  await beside.close();
});
