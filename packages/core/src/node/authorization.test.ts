import { beforeAll, describe, expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { Storage } from '../ports/storage.js';
import { type CommandMethod, type Method, methods } from '../protocol/methods.js';
import { systemClock, systemIds } from '../system.js';
import { rewarding } from '../testing/rewarding.js';
import { createStage, type Stage } from '../testing/stage.js';

/** Everybody a server may meet, by what they are to Ana's conversation, which Ben holds. */
type Who =
  | 'itsVisitor'
  | 'otherVisitor'
  | 'itsCoach'
  | 'coachBefore'
  | 'otherCoach'
  | 'manager'
  | 'brand'
  | 'host'
  | 'foreigner';

type Verdict = 'ok' | 'not_found' | 'other';
const ok = 'ok';
const no = 'not_found';

/** `other`: allowed to ask, and answered by the domain with a reason of its own. */
const other = 'other';

interface Rule {
  params(stage: Stage & Ids): Record<string, unknown>;
  allowed: Record<Who, Verdict>;
}

interface Ids {
  held: string;
  /** Ben's, in the lounge; liked by Zoe, who wrote the comment. */
  post: string;
  comment: string;
  /** Ben's, of a mug. */
  redemption: string;
}

const nobody: Record<Who, Verdict> = {
  itsVisitor: no,
  otherVisitor: no,
  itsCoach: no,
  coachBefore: no,
  otherCoach: no,
  manager: no,
  brand: no,
  host: no,
  foreigner: no,
};
const everybody = Object.fromEntries(Object.keys(nobody).map((who) => [who, ok])) as Record<Who, Verdict>;
const only = (...allowed: Who[]): Record<Who, Verdict> => ({
  ...nobody,
  ...Object.fromEntries(allowed.map((who) => [who, ok])),
});
const everyCoach = only('itsCoach', 'coachBefore', 'otherCoach', 'manager');
const onPost = ({ post }: Ids) => ({ postId: post });
const onMug = ({ redemption }: Ids) => ({ rewardId: 'mug', redemptionId: redemption });
const onHeld = ({ held }: Ids) => ({ conversationId: held });
const uuid = () => crypto.randomUUID();

/** The authorisation matrix: a method of the registry without a row doesn't compile. */
const matrix: Record<Exclude<Method, 'session.open' | 'signal'>, Rule[]> = {
  'availability.get': [{ params: () => ({}), allowed: everybody }],
  'conversation.ask': [
    {
      params: () => ({ conversationId: uuid(), text: 'Hello?' }),
      allowed: only('itsVisitor', 'otherVisitor', 'foreigner'),
    },
    {
      // The id of somebody's conversation: its own visitor is told so, a stranger learns nothing.
      params: (stage) => ({ ...onHeld(stage), text: 'Hello?' }),
      allowed: { ...nobody, itsVisitor: other, foreigner: ok },
    },
  ],
  'message.post': [
    {
      params: (stage) => ({ ...onHeld(stage), messageId: uuid(), text: 'Hi' }),
      allowed: only('itsVisitor', 'itsCoach'),
    },
  ],
  'page.set': [
    {
      params: () => ({ url: 'https://shop.example/', title: 'Shop' }),
      allowed: only('itsVisitor', 'otherVisitor', 'foreigner'),
    },
  ],
  'conversation.leave': [{ params: onHeld, allowed: only('itsVisitor') }],
  'alternative.choose': [
    { params: (stage) => ({ ...onHeld(stage), alternative: 'later' }), allowed: { ...nobody, itsVisitor: other } },
  ],
  'conversation.thank': [{ params: onHeld, allowed: only('itsVisitor') }],
  'conversation.rate': [{ params: (stage) => ({ ...onHeld(stage), stars: 5 }), allowed: only('itsVisitor') }],
  'presence.set': [{ params: () => ({ status: 'available' }), allowed: only('itsCoach', 'coachBefore', 'otherCoach') }],
  'preferences.set': [
    { params: () => ({ pingsPerDayMax: 1 }), allowed: only('itsCoach', 'coachBefore', 'otherCoach') },
  ],
  'expertise.verify': [
    {
      params: ({ ben }) => ({ coachId: ben.id, topic: 'shoes', level: 4 }),
      allowed: only('manager'),
    },
    // Somebody, but no coach: the manager's own id, and nobody's.
    { params: ({ max }) => ({ coachId: max.id, topic: 'shoes', level: 4 }), allowed: nobody },
    { params: () => ({ coachId: uuid(), topic: 'shoes', level: 4 }), allowed: nobody },
  ],
  'coach.suspend': [
    { params: ({ zoe }) => ({ coachId: zoe.id, reason: 'Rude' }), allowed: only('manager') },
    // Somebody, but no coach: the manager's own id, and nobody's.
    { params: ({ max }) => ({ coachId: max.id, reason: 'Rude' }), allowed: nobody },
    { params: () => ({ coachId: uuid(), reason: 'Rude' }), allowed: nobody },
  ],
  'coach.reinstate': [
    { params: ({ zoe }) => ({ coachId: zoe.id }), allowed: { ...nobody, manager: other } },
    { params: () => ({ coachId: uuid() }), allowed: nobody },
  ],
  'conversation.inspect': [
    { params: (stage) => ({ ...onHeld(stage), reason: 'Reported' }), allowed: only('manager') },
    { params: () => ({ conversationId: uuid(), reason: 'Reported' }), allowed: nobody },
  ],
  'report.close': [{ params: onHeld, allowed: { ...nobody, manager: other } }],
  'conversation.find': [{ params: () => ({ limit: 10 }), allowed: only('manager') }],
  'coverage.read': [{ params: () => ({ from: 0, to: 1 }), allowed: only('manager') }],
  'request.claim': [{ params: onHeld, allowed: { ...nobody, itsCoach: other, coachBefore: other, otherCoach: no } }],
  'request.extend': [{ params: onHeld, allowed: { ...nobody, itsCoach: other } }],
  'request.decline': [{ params: onHeld, allowed: { ...nobody, itsCoach: other, coachBefore: other } }],
  'conversation.transfer': [
    {
      params: (stage) => ({ ...onHeld(stage), to: { kind: 'coach', id: stage.zoe.id } }),
      allowed: only('itsCoach', 'manager'),
    },
    {
      params: (stage) => ({ ...onHeld(stage), to: { kind: 'coach', id: stage.max.id } }),
      // Somebody who isn't a coach is nobody.
      allowed: nobody,
    },
    { params: (stage) => ({ ...onHeld(stage), to: { kind: 'staff' } }), allowed: only('itsCoach', 'manager') },
  ],
  'conversation.report': [
    { params: (stage) => ({ ...onHeld(stage), reason: 'abuse' }), allowed: only('itsVisitor', 'itsCoach') },
  ],
  'conversation.block': [
    { params: (stage) => ({ ...onHeld(stage), reason: 'abuse' }), allowed: only('itsVisitor', 'itsCoach') },
  ],
  'lounge.post': [{ params: () => ({ postId: uuid(), text: 'Hi' }), allowed: everyCoach }],
  'lounge.comment': [
    { params: (stage) => ({ ...onPost(stage), commentId: uuid(), text: 'Hi' }), allowed: everyCoach },
    { params: () => ({ postId: uuid(), commentId: uuid(), text: 'Hi' }), allowed: nobody },
  ],
  'lounge.like': [{ params: onPost, allowed: { ...everyCoach, coachBefore: other } }],
  'lounge.unlike': [
    // Of the coaches only the one before has liked it.
    { params: onPost, allowed: { ...nobody, coachBefore: ok, itsCoach: other, otherCoach: other, manager: other } },
  ],
  'lounge.remove': [
    { params: onPost, allowed: only('itsCoach', 'manager') },
    { params: (stage) => ({ ...onPost(stage), commentId: stage.comment }), allowed: only('coachBefore', 'manager') },
  ],
  'lounge.pin': [{ params: (stage) => ({ ...onPost(stage), pinned: true }), allowed: only('manager') }],
  'thread.post': [
    {
      params: ({ ben }) => ({ coachId: ben.id, messageId: uuid(), text: 'Hi' }),
      allowed: only('itsCoach', 'manager'),
    },
    // Somebody, but no coach: the manager's own id, and nobody's.
    { params: ({ max }) => ({ coachId: max.id, messageId: uuid(), text: 'Hi' }), allowed: nobody },
    { params: () => ({ coachId: uuid(), messageId: uuid(), text: 'Hi' }), allowed: nobody },
  ],
  'announcement.publish': [
    { params: () => ({ announcementId: uuid(), title: 'News', text: 'Hi' }), allowed: only('manager') },
  ],
  'reward.redeem': [
    {
      params: () => ({ rewardId: 'mug', redemptionId: uuid() }),
      allowed: { ...everyCoach, coachBefore: other, otherCoach: other, manager: no },
    },
    { params: () => ({ rewardId: 'yacht', redemptionId: uuid() }), allowed: nobody },
  ],
  'reward.fulfil': [
    { params: onMug, allowed: only('manager') },
    { params: () => ({ rewardId: 'mug', redemptionId: uuid() }), allowed: nobody },
  ],
  'reward.refuse': [
    { params: (stage) => ({ ...onMug(stage), reason: 'Broken' }), allowed: only('manager') },
    { params: () => ({ rewardId: 'mug', redemptionId: uuid(), reason: 'Broken' }), allowed: nobody },
  ],
  'points.reverse': [
    {
      params: ({ ben }) => ({ coachId: ben.id, awardId: 'tier.reached:guest', reason: 'Made up' }),
      allowed: only('manager'),
    },
    { params: ({ ben }) => ({ coachId: ben.id, awardId: 'nothing', reason: 'Made up' }), allowed: nobody },
    { params: ({ max }) => ({ coachId: max.id, awardId: 'tier.reached:guest', reason: 'Made up' }), allowed: nobody },
  ],
  'tier.lock': [
    { params: ({ ben }) => ({ coachId: ben.id, locked: true }), allowed: only('manager') },
    // Somebody, but no coach: the manager's own id, and nobody's.
    { params: ({ max }) => ({ coachId: max.id, locked: true }), allowed: nobody },
    { params: () => ({ coachId: uuid(), locked: true }), allowed: nobody },
  ],
  'grade.confirm': [
    { params: ({ ben }) => ({ coachId: ben.id, grade: 'coach' }), allowed: only('manager') },
    { params: ({ max }) => ({ coachId: max.id, grade: 'coach' }), allowed: nobody },
  ],
  'milestone.complete': [
    { params: ({ ben }) => ({ coachId: ben.id, milestone: 'card' }), allowed: only('manager') },
    { params: ({ ben }) => ({ coachId: ben.id, milestone: 'letter' }), allowed: nobody },
  ],
  'review.close': [
    {
      // Nothing is open; for anybody else there is nothing at all.
      params: ({ ben }) => ({ coachId: ben.id, kind: 'sampled', asOf: 0, verdict: 'honest' }),
      allowed: { ...nobody, manager: other },
    },
    {
      params: ({ max }) => ({ coachId: max.id, kind: 'sampled', asOf: 0, verdict: 'honest' }),
      allowed: nobody,
    },
  ],
  'visitor.erase': [
    { params: ({ ana }) => ({ personId: ana.id }), allowed: only('manager', 'host') },
    { params: () => ({ personId: uuid() }), allowed: nobody },
  ],
  'coach.erase': [
    { params: ({ ben }) => ({ personId: ben.id }), allowed: only('manager', 'host') },
    // A visitor isn't a member.
    { params: ({ ana }) => ({ personId: ana.id }), allowed: nobody },
  ],
  'hold.place': [
    { params: ({ ana }) => ({ personId: ana.id, reason: 'case 7' }), allowed: only('manager', 'host') },
    { params: () => ({ personId: uuid(), reason: 'case 7' }), allowed: nobody },
  ],
  'hold.lift': [{ params: ({ ana }) => ({ personId: ana.id }), allowed: { ...nobody, manager: other, host: other } }],
  'person.export': [
    { params: ({ ana }) => ({ commandId: uuid(), personId: ana.id }), allowed: only('manager', 'host') },
    { params: () => ({ commandId: uuid(), personId: uuid() }), allowed: nobody },
    // The next page of an export that they didn't begin.
    { params: ({ ana }) => ({ commandId: uuid(), personId: ana.id, after: 1 }), allowed: nobody },
  ],
  'match.explain': [{ params: onHeld, allowed: only('itsCoach', 'coachBefore', 'manager') }],
  'conversation.release': [{ params: onHeld, allowed: only('itsCoach', 'manager') }],
  'conversation.close': [
    { params: (stage) => ({ ...onHeld(stage), outcome: 'served' }), allowed: only('itsCoach', 'manager') },
  ],
  'feed.open': [
    { params: ({ held }) => ({ feed: `conversation/${held}` }), allowed: only('itsVisitor', 'itsCoach') },
    { params: () => ({ feed: 'me' }), allowed: only('itsCoach', 'coachBefore', 'otherCoach') },
    { params: () => ({ feed: 'lounge' }), allowed: everyCoach },
    { params: ({ ben }) => ({ feed: `thread/${ben.id}` }), allowed: only('itsCoach', 'manager') },
    { params: ({ max }) => ({ feed: `thread/${max.id}` }), allowed: nobody },
  ],
  'feed.pull': [
    {
      params: ({ held }) => ({ feed: `conversation/${held}`, epoch: 'any', before: 5, limit: 5 }),
      allowed: only('itsVisitor', 'itsCoach'),
    },
    { params: () => ({ feed: 'lounge', epoch: 'any', before: 5, limit: 5 }), allowed: everyCoach },
    {
      params: ({ ben }) => ({ feed: `thread/${ben.id}`, epoch: 'any', before: 5, limit: 5 }),
      allowed: only('itsCoach', 'manager'),
    },
  ],
  'feed.close': [{ params: () => ({ feed: 'me' }), allowed: everybody }],
  'view.open': [
    { params: () => ({ view: 'inbox' }), allowed: only('itsCoach', 'coachBefore', 'otherCoach', 'manager') },
    { params: () => ({ view: 'presence' }), allowed: only('itsCoach', 'coachBefore', 'otherCoach', 'manager') },
    { params: () => ({ view: 'board' }), allowed: only('manager') },
    { params: () => ({ view: 'reports' }), allowed: only('manager') },
    { params: () => ({ view: 'availability' }), allowed: everybody },
    { params: () => ({ view: 'announcements' }), allowed: everyCoach },
    { params: () => ({ view: 'care' }), allowed: only('manager') },
    { params: () => ({ view: 'rewards' }), allowed: everyCoach },
    { params: () => ({ view: 'progress' }), allowed: only('itsCoach', 'coachBefore', 'otherCoach') },
    { params: () => ({ view: 'leaderboard' }), allowed: everyCoach },
    { params: () => ({ view: 'reviews' }), allowed: only('manager') },
  ],
  'view.close': [{ params: () => ({ view: 'inbox' }), allowed: everybody }],
};

/** Ana's conversation: claimed by Zoe, who gave it back; now with Ben, who answered. Carl speaks another language. */
async function createScene(storage: Storage) {
  const stage = await createStage({ storage, recognition: rewarding });
  const { community, ana, ben, zoe, max } = stage;
  const { conversationId: held } = await ana.call('conversation.ask', { text: 'Quelle taille ?', locale: 'fr' });
  await zoe.call('request.claim', { conversationId: held });
  await zoe.call('conversation.release', { conversationId: held });
  await ben.call('request.claim', { conversationId: held });
  await ben.call('message.post', { conversationId: held, text: 'Une demi-taille de plus.' });
  await ana.call('message.post', { conversationId: held, text: 'Merci !' });
  await stage.clock.advance(2_500);
  const [post, comment, redemption] = [uuid(), uuid(), uuid()];
  await ben.call('reward.redeem', { rewardId: 'mug', redemptionId: redemption });
  await ben.call('lounge.post', { postId: post, text: 'Good morning' });
  await zoe.call('lounge.comment', { postId: post, commentId: comment, text: 'Indeed' });
  await zoe.call('lounge.like', { postId: post });
  const abroad = await createStage({ storage, id: 'abroad' });
  const people: Record<Who, Participant> = {
    itsVisitor: ana,
    otherVisitor: await community.visitor(),
    itsCoach: ben,
    coachBefore: zoe,
    otherCoach: await community.coach({ name: 'Carl', locales: ['de'] }),
    manager: max,
    brand: await community.brand({ name: 'Brand' }),
    host: await community.host({ name: 'Host' }),
    foreigner: abroad.ana,
  };
  return { stage: { ...stage, held, post, comment, redemption }, people };
}

async function verdict(person: Participant, method: Method, params: object): Promise<Verdict> {
  try {
    await person.call(method, params as never);
    return ok;
  } catch (error) {
    return (error as { code: string }).code === 'not_found' ? no : other;
  }
}

for (const [method, rules] of Object.entries(matrix) as [keyof typeof matrix, Rule[]][]) {
  describe.each(rules.map((rule, index) => ({ rule, index })))(`${method} $index`, ({ rule }) => {
    for (const [who, expected] of Object.entries(rule.allowed) as [Who, Verdict][]) {
      it(`${expected === no ? 'is not there for' : 'answers'} ${who}`, async () => {
        const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
        const { stage, people } = await createScene(storage);
        const stored = (await storage.log(0, 10_000)).length;
        expect(await verdict(people[who], method, rule.params(stage))).toBe(expected);
        if (expected !== ok) expect(await storage.log(0, 10_000), 'nothing is stored').toHaveLength(stored);
      });
    }
  });
}

it('gives a stranger the same bytes for what is hidden and for what is not there', async () => {
  const { stage, people } = await createScene(createMemoryStorage({ clock: systemClock, ids: systemIds, views }));
  const answers = await Promise.all(
    [stage.held, uuid()].map((conversationId) =>
      people.otherVisitor
        .call('conversation.leave', { conversationId })
        .catch(({ message, code }: { message: string; code: string }) => ({ message, code })),
    ),
  );
  expect(answers[0]).toEqual(answers[1]);
});

it('covers every command of the registry', () => {
  const commands = Object.entries(methods).flatMap(([name, { kind }]) => (kind === 'command' ? [name] : []));
  expect(Object.keys(matrix)).toEqual(expect.arrayContaining(commands as CommandMethod[]));
});

describe('a conversation given to another coach', () => {
  let scene: Awaited<ReturnType<typeof createScene>>;
  beforeAll(async () => {
    scene = await createScene(createMemoryStorage({ clock: systemClock, ids: systemIds, views }));
  });
  it('sends nothing more to the coach before', async () => {
    const { stage, people } = scene;
    const feed = `conversation/${stage.held}`;
    const seen: number[] = [];
    people.itsCoach.on('feed.event', ({ offset }) => seen.push(offset));
    await people.itsCoach.call('feed.open', { feed });
    await people.itsCoach.call('conversation.release', { conversationId: stage.held });
    await people.itsVisitor.call('message.post', { conversationId: stage.held, text: 'Still there?' });
    await people.coachBefore.call('request.claim', { conversationId: stage.held });
    await people.itsVisitor.call('message.post', { conversationId: stage.held, text: 'Just for Zoe' });
    // Until another claims, the last coach reads on; the claim itself is no longer theirs.
    expect(seen).toEqual([7, 8]);
    await expect(people.itsCoach.call('feed.open', { feed })).rejects.toMatchObject({ code: 'not_found' });
  });
});
