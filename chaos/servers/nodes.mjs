import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, start, stop, until } from './processes.mjs';

const cli = path.resolve(import.meta.dirname, '../../packages/server/bin/entraide.mjs');
export const community = 'chaos';
export const secret = 'a secret of nobody but this run, 32';
const unbounded = 100_000_000;

const settings = {
  communities: [
    {
      id: community,
      availability: { coachesMin: 1, opensAfterMs: 0, closesAfterMs: 600_000 },
      provisioning: 'token',
      tokens: { issuer: 'chaos', audience: 'entraide', algorithms: ['HS256'] },
    },
  ],
  server: {
    limits: {
      session: {
        perMinute: { visitor: unbounded, member: unbounded },
        burst: { visitor: unbounded, member: unbounded },
        underWayMax: 1_000,
        refusedInARowMax: unbounded,
      },
    },
  },
};

const args = (folder, port) => [
  cli,
  ...['serve', '--config', path.join(folder, 'entraide.config.mjs')],
  ...['--data', folder, '--port', String(port)],
];

/** A server as users start it: `entraide serve`, which may be killed and started again on its port. */
export async function createNode(folder, env) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'entraide.config.mjs'), `export default ${JSON.stringify(settings)};\n`);
  const port = await freePort();
  const begin = (at) =>
    start(process.execPath, args(folder, at), {
      cwd: folder,
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ENTRAIDE_SECRET: secret, ENTRAIDE_LOG: 'warn', ...env },
    });
  const node = {
    port,
    process: null,
    async start() {
      node.process = begin(port);
      const { process: own } = node;
      await until('starting a node', () => !own.isRunning || own.stdout.includes('Entraide listens'));
      if (!own.isRunning) throw new Error(`a node ended as it began; ${own.stderr.trim()}`);
      const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
      await until('a node being ready', isReady, { withinMs: 60_000 });
    },
    async kill() {
      node.process.child.kill('SIGKILL');
      await node.process.exited;
    },
    /** Drains. Resolves the status. */
    stop: () => stop(node.process, { withinMs: 35_000 }),
    /** Another one beside it on the same folder: resolves how it ended. */
    async startSecond() {
      const second = begin(await freePort());
      const timer = setTimeout(() => second.child.kill('SIGKILL'), 20_000);
      const status = await second.exited;
      clearTimeout(timer);
      return { status, stderr: second.stderr };
    },
  };
  await node.start();
  return node;
}

/** The first one makes the tables. */
export async function startNodes(count, { folder, env }) {
  const startOne = (n) => createNode(path.join(folder, `node-${n}`), env);
  const first = await startOne(1);
  return [first, ...(await Promise.all(Array.from({ length: count - 1 }, (_, n) => startOne(n + 2))))];
}
