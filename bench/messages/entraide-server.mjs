// Entraide's server with its limits raised, on the storage that the benchmark names. Prints its port, and a token for
// each coach, as the host application would sign them.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { systemClock, systemIds, views } from '@entraide/core';
import { createBus, createServer } from '@entraide/server';
import { SignJWT } from 'jose';

const { BENCH_STORAGE, BENCH_DATA, BENCH_PAIRS, BENCH_SECRET, DATABASE_URL, BENCH_BUS } = process.env;

const openStorage = {
  async memory() {
    const { createMemoryStorage } = await import('@entraide/core/memory');
    return createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  },
  async sqlite() {
    const { createSqliteStorage } = await import('@entraide/server');
    return createSqliteStorage({ file: path.join(BENCH_DATA, 'entraide.db'), views });
  },
  async postgres() {
    const { createPostgresStorage } = await import('@entraide/server');
    return createPostgresStorage({ url: DATABASE_URL, views });
  },
};

const secret = BENCH_SECRET ?? randomBytes(32).toString('base64');
const tokens = { issuer: 'bench', audience: 'entraide', algorithms: ['HS256'], secret };
const signCoachToken = (name) =>
  new SignJWT({ kind: 'coach', community: 'demo', name })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(tokens.issuer)
    .setAudience(tokens.audience)
    .setSubject(name)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));

const perMinute = { visitor: 100_000_000, member: 100_000_000 };
const server = createServer({
  storage: await openStorage[BENCH_STORAGE](),
  communities: [{ id: 'demo', availability: { coachesMin: 1, opensAfterMs: 0 }, provisioning: 'token', tokens }],
  ...(BENCH_BUS && { bus: await createBus({ url: BENCH_BUS }) }),
  limits: {
    newSocketsPerSecond: 1_000_000,
    socketsMax: 100_000,
    session: {
      perMinute,
      burst: { visitor: 1_000_000, member: 1_000_000 },
      underWayMax: 1_000,
      nodeUnderWayMax: 1_000_000,
    },
  },
});
const names = Array.from({ length: Number(BENCH_PAIRS) }, (_, i) => `coach-${i}`);
const coachTokens = await Promise.all(names.map(signCoachToken));
const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
console.log(`port ${port} ${JSON.stringify({ coachTokens })}`);
