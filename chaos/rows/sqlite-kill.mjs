import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { judge } from '../judge.mjs';
import { createTraffic } from '../people/traffic.mjs';
import { createNode } from '../servers/nodes.mjs';

/** One node on its file: a second one is refused it, and each kill leaves all that was accepted. */
export const sqliteKill = {
  name: 'sqlite-kill',
  what: 'SQLite: second open refused, kill -9, acknowledged lost',
  counts: { short: 5, full: 100 },
  needs: [],
  async run({ count, folder, progress }) {
    const node = await createNode(folder, {});
    const traffic = await createTraffic({ pairs: 4, ports: [node.port] });
    const broken = [];
    for (let done = 1; done <= count; done += 1) {
      const { status, stderr } = await node.startSecond();
      if (status !== 1) broken.push(`a second server on the file ended with ${status}: ${stderr.trim().slice(0, 200)}`);
      await sleep(Math.random() * 300);
      await node.kill();
      await node.start();
      progress(done);
    }
    await traffic.end();
    await node.stop();
    return {
      journal: traffic.journal,
      ...(await judge({ file: path.join(folder, 'entraide.db') }, traffic.journal)),
      broken,
      more: `${count - broken.length}/${count} refused, ${traffic.figures.accepted} accepted, ${traffic.resent()} sent again`,
    };
  },
};
