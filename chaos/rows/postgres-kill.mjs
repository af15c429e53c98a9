import { setTimeout as sleep } from 'node:timers/promises';
import { judge } from '../judge.mjs';
import { createTraffic } from '../people/traffic.mjs';
import { startNodes } from '../servers/nodes.mjs';
import { until } from '../servers/processes.mjs';

/** All processes of PostgreSQL die at once under load, and it recovers from its log. */
export const postgresKill = {
  name: 'postgres-kill',
  what: 'PostgreSQL kill -9, acknowledged lost',
  counts: { short: 2, full: 20 },
  needs: ['postgres'],
  async run({ count, folder, postgres, progress }) {
    const database = await postgres.createDatabase();
    const nodes = await startNodes(2, { folder, env: { DATABASE_URL: database.url } });
    const traffic = await createTraffic({ pairs: 6, ports: nodes.map(({ port }) => port) });
    for (let done = 1; done <= count; done += 1) {
      await sleep(500 + Math.random() * 1_000);
      await postgres.kill();
      await postgres.start();
      const { accepted } = traffic.figures;
      await until('work after PostgreSQL is back', () => traffic.figures.accepted > accepted + 50);
      progress(done);
    }
    await traffic.end();
    await Promise.all(nodes.map((node) => node.stop()));
    return {
      journal: traffic.journal,
      ...(await judge(database, traffic.journal)),
      more: `${traffic.figures.accepted} accepted, ${traffic.resent()} sent again, the slowest after ${Math.round(traffic.figures.slowestMs)} ms`,
    };
  },
};
