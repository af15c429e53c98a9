import { randomBytes } from 'node:crypto';
import { createDatabase } from '../messages/databases.mjs';
import { runGenerator, startServer } from '../messages/processes.mjs';

export const pairs = 50;
const openLoopPerSecond = 500;

const redisUrl = process.env.REDIS_URL || 'redis://127.0.0.1:6379';
const natsUrl = process.env.NATS_URL || 'nats://127.0.0.1:4222';

export const targets = [
  { name: 'socketio-redis', protocol: 'socketio', server: '../nodes/socketio-redis.mjs', bus: redisUrl },
  { name: 'entraide-redis', protocol: 'entraide', server: 'entraide-server.mjs', bus: redisUrl, storage: 'postgres' },
  { name: 'entraide-nats', protocol: 'entraide', server: 'entraide-server.mjs', bus: natsUrl, storage: 'postgres' },
];

export const references = ['socketio-redis'];

export const secondsPerTarget = (seconds) => 4.5 * seconds + 4;

/** Visitors on one node, coaches on the other: every message crosses the bus. Fresh processes and a fresh database. */
export async function measure({ protocol, server, bus, storage }, { seconds }) {
  const lifeMs = 1_000 * (3 * secondsPerTarget(seconds) + 90);
  const secret = randomBytes(24).toString('hex');
  const database = storage === 'postgres' ? await createDatabase() : null;
  const busUrl = storage ? `${bus.replace(/\/$/, '')}/?prefix=bench-${secret.slice(0, 12)}` : bus;
  const env = {
    BENCH_STORAGE: storage ?? '',
    BENCH_PAIRS: String(pairs),
    BENCH_SECRET: secret,
    BENCH_BUS: busUrl,
    ...(database && { DATABASE_URL: database.url }),
  };
  const nodes = [];
  try {
    for (let n = 0; n < 2; n += 1) nodes.push(await startServer(server, { env, lifeMs }));
    const [first, second] = nodes;
    const job = {
      ...first.said,
      coachPort: second.said.port,
      protocol,
      pairs,
      seconds,
      openLoopPerSecond,
      serverPids: nodes.map(({ pid }) => pid),
      database: database?.name,
    };
    return await runGenerator(job, { lifeMs });
  } catch (error) {
    const said = nodes.map((node) => node.readStderr()).join('\n');
    throw new Error(`${error.message}\n${said}`, { cause: error });
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
    await database?.drop();
  }
}
