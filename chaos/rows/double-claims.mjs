import { randomUUID } from 'node:crypto';
import { judge } from '../judge.mjs';
import { createJournal } from '../people/journal.mjs';
import { bringCoach, bringVisitor, insist } from '../people/traffic.mjs';
import { startNodes } from '../servers/nodes.mjs';

const nodeCount = 4;
const tableCount = 24;

/** One coach on each node, and visitors enough: whoever is asked, all of them claim at once. */
async function seat(n, { ports, journal }) {
  const coaches = ports.map((port, node) => bringCoach({ who: `coach-${n}-${node}`, ports: [port], journal }));
  const visitor = await bringVisitor({ who: `visitor-${n}`, ports: [ports[n % ports.length]], journal });
  return { coaches: await Promise.all(coaches), visitor };
}

async function race({ coaches, visitor }) {
  const conversationId = randomUUID();
  await insist(visitor, 'conversation.ask', { conversationId, text: 'Who is the fastest?' });
  const answers = await Promise.all(coaches.map((coach) => coach.give('request.claim', { conversationId })));
  const winners = coaches.filter((_, index) => answers[index].result);
  const [winner] = winners;
  if (winner) await winner.give('conversation.close', { conversationId, outcome: 'served' });
  else await visitor.give('conversation.leave', { conversationId });
  const reasons = answers.map(({ refused }) => refused).filter(Boolean);
  return { winners: winners.length, lost: reasons.filter((reason) => reason === 'already_claimed').length };
}

/** Four nodes on one PostgreSQL, told of each other's work by a bus. */
export const doubleClaims = {
  name: 'double-claims',
  what: 'claims that raced on 4 nodes, won twice',
  counts: { short: 1_000, full: 100_000 },
  needs: ['postgres', 'redis'],
  async run({ count, folder, postgres, redis, progress }) {
    const database = await postgres.createDatabase();
    const nodes = await startNodes(nodeCount, { folder, env: { DATABASE_URL: database.url, BUS_URL: redis.url } });
    const ports = nodes.map(({ port }) => port);
    const journal = createJournal();
    const tables = await Promise.all(Array.from({ length: tableCount }, (_, n) => seat(n, { ports, journal })));
    const sum = { claims: 0, races: 0, lost: 0, twice: 0, without: 0 };
    const play = async (table) => {
      while (sum.claims < count) {
        sum.claims += nodeCount;
        sum.races += 1;
        const { winners, lost } = await race(table);
        sum.lost += lost;
        if (winners > 1) sum.twice += 1;
        if (winners === 0) sum.without += 1;
        progress(sum.claims);
      }
    };
    await Promise.all(tables.map(play));
    for (const { coaches, visitor } of tables) for (const person of [...coaches, visitor]) person.leave();
    await Promise.all(nodes.map((node) => node.stop()));
    const judged = await judge(database, journal);
    return {
      journal,
      ...judged,
      doubled: judged.doubled + sum.twice,
      more: `${sum.races} requests, ${sum.lost} claims told that another was faster, ${sum.without} requests without a winner`,
    };
  },
};
