import { judge } from '../judge.mjs';
import { createTraffic } from '../people/traffic.mjs';
import { createPostgresProxy } from '../proxy/postgres-proxy.mjs';
import { createNode } from '../servers/nodes.mjs';
import { until } from '../servers/processes.mjs';

const ways = ['after', 'blind', 'after', 'before'];

/** Each node reaches PostgreSQL through a proxy that cuts the connection at a commit: nobody is told what became of it. */
export const ambiguous = {
  name: 'ambiguous',
  what: 'ambiguous commits settled right',
  counts: { short: 100, full: 1_000 },
  needs: ['postgres'],
  async run({ count, folder, postgres, progress }) {
    const database = await postgres.createDatabase();
    const proxies = await Promise.all([postgres.port, postgres.port].map((port) => createPostgresProxy(port)));
    const nodes = [];
    for (const [n, { port }] of proxies.entries())
      nodes.push(
        await createNode(`${folder}/node-${n}`, {
          DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/${database.name}`,
        }),
      );
    const traffic = await createTraffic({ pairs: 6, ports: nodes.map(({ port }) => port) });
    let done = 0;
    // One in three: between the cuts connections come back and get work done.
    const decide = () => {
      if (done >= count || Math.random() > 1 / 3) return null;
      done += 1;
      progress(done);
      return ways[done % ways.length];
    };
    for (const proxy of proxies) proxy.decide = decide;
    await until('cutting', () => done >= count, { withinMs: 60_000 + count * 3_000 });
    await traffic.end();
    await Promise.all(nodes.map((node) => node.stop()));
    for (const proxy of proxies) proxy.close();
    const sum = (way) => proxies.reduce((total, { cuts }) => total + cuts[way], 0);
    const cuts = `${sum('after')} cut after the answer, ${sum('blind')} when sent, ${sum('before')} before`;
    return {
      journal: traffic.journal,
      ...(await judge(database, traffic.journal)),
      more: `${cuts}, ${traffic.figures.accepted} accepted, ${traffic.resent()} sent again`,
    };
  },
};
