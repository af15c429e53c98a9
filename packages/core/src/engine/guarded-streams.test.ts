import { expect, it } from 'vitest';
import type { MatchDecision } from '../matching/types.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemClock, systemIds } from '../system.js';
import { requestFacts } from '../testing/match-facts.js';
import { worldOf } from '../testing/world-of.js';
import { createEngine } from './create-engine.js';
import { backstageStream, coachStream, conversationStream, type Person, type RoomCommand, system } from './rooms.js';
import { views } from './views.js';

const community = 'shop';
const person = (kind: Person['kind'], id: string): Person => ({ kind, id, name: id, locales: [], topics: [] });
const ben = person('coach', 'ben');

/** Two nodes that know nothing of each other but what is stored. */
function start() {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const createNode = () => {
    const engine = createEngine({
      storage,
      ids: systemIds,
      world: ({ actor }) => worldOf(actor, 1_000),
      committed: () => undefined,
      failed: () => undefined,
    });
    return {
      engine,
      run: (actor: Person, stream: string, body: RoomCommand) =>
        engine.execute({
          community,
          id: crypto.randomUUID(),
          actor,
          stream,
          relation: 'self',
          body,
          params: { ...body },
        }),
    };
  };
  const typesOf = async (stream: string) =>
    (await storage.load({ community, streams: [{ stream }] })).streams[0]?.events.map(({ type }) => type);
  return { first: createNode(), second: createNode(), typesOf };
}

const provision = {
  type: 'coach.provision',
  kind: 'coach',
  subject: 'ben',
  name: 'ben',
  locales: [],
  topics: [],
} as const;
const ask = { type: 'conversation.ask', text: 'Which size?' } as const;
const decision: MatchDecision = {
  policy: { name: 'board', version: '1' },
  at: 1_000,
  wave: 1,
  step: 0,
  request: requestFacts(),
  requirement: { topic: 'any', locale: 'any' },
  board: true,
  offered: [],
  lapsed: [],
  expiresAt: null,
  pinged: [],
  alternatives: [],
  weighed: [],
  rest: {},
  nextAt: null,
};

it('frees the slot of a coach whom the node knew from before they took it', async () => {
  const { first, second, typesOf } = start();
  const stream = conversationStream(crypto.randomUUID());
  await first.run(ben, coachStream('ben'), provision);
  await first.run(person('visitor', 'ana'), stream, ask);
  // As the second node remembers them: with nothing in hand.
  await second.engine.read(community, [coachStream('ben')]);
  expect(await first.run(ben, stream, { type: 'request.claim' })).toHaveProperty('result');
  expect(await second.run(ben, stream, { type: 'conversation.release' })).toHaveProperty('result');
  expect(await typesOf(coachStream('ben'))).toEqual(['coach.provisioned', 'slot.taken', 'slot.freed']);
});

it('offers nothing that was taken in the same moment, before anybody had looked at it', async () => {
  const { first, second, typesOf } = start();
  const stream = conversationStream(crypto.randomUUID());
  const backstage = backstageStream(stream.slice('conversation/'.length));
  await first.run(ben, coachStream('ben'), provision);
  await first.run(person('visitor', 'ana'), stream, ask);
  await second.engine.read(community, [stream, backstage]);
  expect(await first.run(ben, stream, { type: 'request.claim' })).toHaveProperty('result');
  expect(await second.run(system, backstage, { type: 'offer.make', decision })).toEqual({ refused: 'superseded' });
  expect(await typesOf(backstage)).not.toContain('match.decided');
});
