import { setTimeout as sleep } from 'node:timers/promises';
import { judge } from '../judge.mjs';
import { createTraffic } from '../people/traffic.mjs';
import { startNodes } from '../servers/nodes.mjs';

const drainMaxMs = 30_000;

/** Three nodes under load are drained and started again, one after the other; a roll is all three. */
export const rollingRestart = {
  name: 'rolling-restart',
  what: 'rolls of 3 nodes under load, failed commands',
  counts: { short: 1, full: 20 },
  needs: ['postgres'],
  async run({ count, folder, postgres, progress }) {
    const database = await postgres.createDatabase();
    const nodes = await startNodes(3, { folder, env: { DATABASE_URL: database.url } });
    const traffic = await createTraffic({ pairs: 6, ports: nodes.map(({ port }) => port) });
    const broken = [];
    let slowestMs = 0;
    for (let done = 1; done <= count; done += 1) {
      for (const node of nodes) {
        await sleep(300);
        const begunAt = performance.now();
        const status = await node.stop();
        slowestMs = Math.max(slowestMs, performance.now() - begunAt);
        if (status !== 0) broken.push(`a drained node ended with ${status}`);
        await node.start();
      }
      progress(done);
    }
    await traffic.end();
    await Promise.all(nodes.map((node) => node.stop()));
    const { accepted, refused } = traffic.figures;
    if (refused > 0) broken.push(`${refused} commands failed`);
    if (slowestMs > drainMaxMs) broken.push(`a drain took ${Math.round(slowestMs)} ms`);
    return {
      journal: traffic.journal,
      ...(await judge(database, traffic.journal)),
      broken,
      more: `${refused} failed of ${accepted + refused}, ${traffic.resent()} sent again, slowest drain ${Math.round(slowestMs)} ms`,
    };
  },
};
