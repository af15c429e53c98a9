import { setTimeout as sleep } from 'node:timers/promises';
import { judge } from '../judge.mjs';
import { createTraffic } from '../people/traffic.mjs';
import { startNodes } from '../servers/nodes.mjs';

/** Two nodes on one PostgreSQL under load; one after the other dies at some moment, and comes back. */
export const nodeKill = {
  name: 'node-kill',
  what: 'node kill -9, acknowledged lost / effects doubled',
  counts: { short: 10, full: 200 },
  needs: ['postgres'],
  async run({ count, folder, postgres, progress }) {
    const database = await postgres.createDatabase();
    const nodes = await startNodes(2, { folder, env: { DATABASE_URL: database.url } });
    const traffic = await createTraffic({ pairs: 6, ports: nodes.map(({ port }) => port) });
    for (let done = 1; done <= count; done += 1) {
      await sleep(100 + Math.random() * 500);
      const node = nodes[done % nodes.length];
      await node.kill();
      await node.start();
      progress(done);
    }
    await traffic.end();
    await Promise.all(nodes.map((node) => node.stop()));
    const { accepted, refused } = traffic.figures;
    return {
      journal: traffic.journal,
      ...(await judge(database, traffic.journal)),
      more: `${accepted} accepted, ${refused} refused, ${traffic.resent()} sent again`,
    };
  },
};
