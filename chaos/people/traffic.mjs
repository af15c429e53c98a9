import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { community } from '../servers/nodes.mjs';
import { until } from '../servers/processes.mjs';
import { createJournal } from './journal.mjs';
import { Person } from './person.mjs';
import { signCoachToken } from './token.mjs';

/** The nodes, beginning with another one for each person. */
export const turned = (ports, by) => ports.map((_, index) => ports[(index + by) % ports.length]);

/** Gives it until it is accepted: the window may not be open yet, nor the request be shown. */
export async function insist(person, method, params) {
  const begunAt = performance.now();
  for (;;) {
    const { result, refused } = await person.give(method, params);
    if (result) return result;
    if (performance.now() - begunAt > 20_000) throw new Error(`${method} of ${person.who} was refused: ${refused}`);
    await sleep(100);
  }
}

export async function bringCoach({ who, ports, journal }) {
  const coach = new Person({ who, token: await signCoachToken(who), ports, journal, community });
  await coach.opened;
  await insist(coach, 'presence.set', { status: 'available', capacity: 4 });
  return coach;
}

export async function bringVisitor({ who, ports, journal }) {
  const visitor = new Person({ who, ports, journal, community });
  return visitor.opened;
}

async function meet(n, { ports, journal }) {
  const coach = await bringCoach({ who: `coach-${n}`, ports: turned(ports, n), journal });
  const visitor = await bringVisitor({ who: `visitor-${n}`, ports: turned(ports, n + 1), journal });
  const conversationId = randomUUID();
  await insist(visitor, 'conversation.ask', { conversationId, text: `question ${n}` });
  await insist(coach, 'request.claim', { conversationId });
  for (const person of [coach, visitor]) person.read(`conversation/${conversationId}`);
  return { coach, visitor, conversationId };
}

/** Pairs of people who talk without a pause, a few messages in flight, until they are told to end. */
export async function createTraffic({ pairs, ports, pauseMs = 5 }) {
  const journal = createJournal();
  const met = await Promise.all(Array.from({ length: pairs }, (_, n) => meet(n, { ports, journal })));
  const people = met.flatMap(({ coach, visitor }) => [coach, visitor]);
  const figures = { accepted: 0, refused: 0, slowestMs: 0 };
  let isOver = false;

  async function say(person, conversationId) {
    const sentAt = performance.now();
    const text = `${person.who} ${figures.accepted}`;
    const { result } = await person.give('message.post', { conversationId, messageId: randomUUID(), text });
    figures.slowestMs = Math.max(figures.slowestMs, performance.now() - sentAt);
    figures[result ? 'accepted' : 'refused'] += 1;
    return result?.offset ?? 0;
  }

  async function talk({ coach, visitor, conversationId }) {
    let last = 0;
    while (!isOver) {
      const words = [coach, coach, visitor, visitor].map((person) => say(person, conversationId));
      last = Math.max(...(await Promise.all(words)));
      await sleep(Math.random() * 2 * pauseMs);
    }
    const feed = `conversation/${conversationId}`;
    for (const person of [coach, visitor])
      await until(`${person.who} reading to the end`, () => person.placeOf(feed) >= last, { withinMs: 20_000 });
  }
  const talks = Promise.all(met.map(talk));
  talks.catch(() => {}); // `end` rejects with it.
  return {
    journal,
    people,
    figures,
    resent: () => people.reduce((sum, { resent }) => sum + resent, 0),
    /** Everybody finishes what they began, and has read all. */
    async end() {
      isOver = true;
      await talks;
      for (const person of people) person.leave();
    },
  };
}
