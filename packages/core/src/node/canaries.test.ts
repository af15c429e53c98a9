import { describe, expect, it } from 'vitest';
import type { Participant } from '../participant.js';
import { rights } from '../protocol/methods.js';
import { commandCases, createStage, type Stage } from '../testing/stage.js';
import { createWiretap, type Wiretap } from '../testing/wiretap.js';

/** In everything that no visitor may ever see, and in nothing else. */
const canary = 'kanarie';
const uuid = () => crypto.randomUUID();
const postId = uuid();

/** Goes through whatever the state of things allows. */
const attempt = (call: Promise<unknown>) => call.catch(() => undefined);

/** Writes canaries wherever coaches and managers write among themselves, and where they say who they are. */
async function seed({ ben, zoe, max, conversationId }: Stage): Promise<void> {
  const text = `${canary} text`;
  await attempt(ben.call('lounge.post', { postId, text }));
  await attempt(zoe.call('lounge.comment', { postId, text }));
  await attempt(zoe.call('lounge.like', { postId }));
  await attempt(max.call('lounge.pin', { postId, pinned: true }));
  await ben.call('thread.post', { coachId: ben.id, text });
  await max.call('thread.post', { coachId: ben.id, text });
  await max.call('announcement.publish', { title: `${canary} title`, text });
  await ben.call('preferences.set', { email: `${canary}@shop.example` });
  await attempt(zoe.call('request.decline', { conversationId, reason: `${canary} reason` }));
  const why = { reason: `${canary} reason`, comment: `${canary} comment` };
  await attempt(ben.call('conversation.report', { conversationId, ...why }));
  await attempt(max.call('conversation.inspect', { conversationId, reason: `${canary} reason` }));
  await attempt(max.call('report.close', { conversationId, note: `${canary} note` }));
}

const names = (stage: Stage) => [stage.ben.id, stage.zoe.id, stage.max.id];
const feedsOf = (stage: Stage) => [
  'me',
  'lounge',
  `conversation/${stage.conversationId}`,
  ...names(stage).map((id) => `thread/${id}`),
];

/** Asks for everything that the wire can name. */
async function probe(person: Participant, stage: Stage): Promise<void> {
  for (const feed of feedsOf(stage)) {
    await attempt(person.call('feed.open', { feed }));
    await attempt(person.call('feed.pull', { feed, epoch: 'any', before: 5, limit: 5 }));
  }
  for (const view of [
    'inbox',
    'availability',
    'presence',
    'announcements',
    'care',
    'rewards',
    'board',
    'reports',
    'reviews',
  ] as const)
    await attempt(person.call('view.open', { view }));
  await attempt(person.call('conversation.find', { limit: 10 }));
  await attempt(person.call('coverage.read', { from: 0, to: 1 }));
  await attempt(person.call('match.explain', { conversationId: stage.conversationId }));
}

async function createScene(method: keyof typeof commandCases) {
  const { prepare, params, by, options } = commandCases[method];
  const stage = await createStage({ ...options, hostId: (name) => `${canary} host ${name}` });
  const { community } = stage;
  const ana = await createWiretap(community, { token: stage.ana.token });
  const strangers = [
    await createWiretap(community),
    await createWiretap(community, { token: community.memberToken('brand', { name: 'Brand' }) }),
  ];
  const ben = await createWiretap(community, {
    token: community.memberToken('coach', { name: 'Ben', id: `${canary} host Ben` }),
  });
  const tapped = { ...stage, ana: ana.person };
  await seed(tapped);
  await prepare?.(tapped);
  const outsiders = [ana, ...strangers];
  for (const { person } of outsiders) await probe(person, stage);
  await probe(ben.person, stage);
  const asked = params(tapped);
  await attempt(tapped[by].call(method as never, asked as never));
  await seed(tapped);
  if (method.startsWith('reward.'))
    await attempt(tapped.max.call('reward.refuse', { ...asked, commandId: uuid(), reason: canary } as never));
  // Whatever coaches and managers may do, somebody else tries as well.
  for (const { person } of strangers) await attempt(person.call(method as never, asked as never));
  const { conversationId } = stage;
  await attempt(stage.ben.call('conversation.block', { conversationId, reason: canary, comment: canary }));
  await stage.clock.advance(5 * 60_000);
  for (const { person } of outsiders) await probe(person, stage);
  await probe(ben.person, stage);
  await community.close();
  return { stage, outsiders, ben };
}

const heardBy = (taps: readonly Wiretap[]) => taps.map(({ heard }) => heard()).join('\n');

describe('nothing that coaches and managers say among themselves reaches a visitor or the brand', () => {
  it.each(Object.keys(commandCases) as (keyof typeof commandCases)[])('%s', async (method) => {
    const { stage, outsiders, ben } = await createScene(method);
    const heard = heardBy(outsiders);
    expect(heard).toContain('"reason":"not_found"');
    expect(heard).not.toContain(canary);
    for (const id of names(stage)) expect(heard, 'nobody is known by id').not.toContain(id);
    expect(heard).not.toContain('lounge.');
    expect(heard).not.toContain('thread.');
    // The same search finds them where they may be.
    expect(ben.heard().match(new RegExp(`${canary} text`, 'g'))?.length).toBeGreaterThan(4);
  });
});

it('names in the error what is missing, never who may have it', () => {
  for (const [name, { callers }] of Object.entries(rights))
    if (/^(lounge|thread|announcement|reward|points|tier|grade|milestone|review)\./.test(name))
      expect(callers, name).toEqual(expect.not.arrayContaining(['visitor', 'brand']));
});
