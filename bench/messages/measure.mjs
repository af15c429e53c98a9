import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { createDatabase } from './databases.mjs';
import { runGenerator, startServer } from './processes.mjs';

export const pairs = 50;
const openLoopPerSecond = 500;
/** In the checkout, not in the system's folder for temporary files: that may be memory, where nothing is synced. */
const scratch = path.resolve(import.meta.dirname, '../../.cache/bench');

/** Loads, warm-ups and pauses of one target in one round, as `load/generator.mjs` plans them, and what starting takes. */
export const secondsPerTarget = (seconds) => 4.5 * seconds + 1.5;

async function prepareStorage({ storage, tables }) {
  if (storage === 'postgres') {
    const database = await createDatabase({ tables });
    return { env: { DATABASE_URL: database.url }, database, discard: database.drop };
  }
  if (storage !== 'sqlite') return { env: {}, discard: async () => {} };
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(path.join(scratch, 'sqlite-'));
  return { env: { BENCH_DATA: folder }, discard: () => rm(folder, { recursive: true, force: true }) };
}

/** One target in one round: a fresh store, a fresh server, a fresh generator. */
export async function measure(target, { seconds }) {
  const lifeMs = 1000 * (3 * secondsPerTarget(seconds) + 90);
  const { env, database, discard } = await prepareStorage(target);
  let server;
  try {
    if (target.server) {
      const settings = { ...env, BENCH_STORAGE: target.storage ?? '', BENCH_PAIRS: String(pairs) };
      server = await startServer(target.server, { env: settings, lifeMs });
    }
    const job = {
      ...server?.said,
      protocol: target.protocol,
      pairs,
      seconds,
      openLoopPerSecond,
      serverPid: server?.pid,
      databaseUrl: database?.url,
      database: database?.name,
    };
    return await runGenerator(job, { lifeMs });
  } catch (error) {
    const said = server?.readStderr();
    throw said ? new Error(`${error.message}\n${said}`, { cause: error }) : error;
  } finally {
    await server?.stop();
    await discard();
  }
}
