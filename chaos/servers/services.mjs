import { existsSync } from 'node:fs';
import path from 'node:path';
import { findPostgresProblem, startPostgres } from './postgres.mjs';
import { freePort, start, stop } from './processes.mjs';

const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'];
const findBinary = (name) => folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
const lacks = (name) => (findBinary(name) ? undefined : `there is no ${name}`);

/** A service that is a single program; `start` and `kill` may follow each other. */
async function createService(binary, { protocol, args }) {
  const port = await freePort();
  let running;
  const service = {
    port,
    url: `${protocol}://127.0.0.1:${port}`,
    start() {
      running = start(findBinary(binary), args(port), { cwd: '/' });
    },
    async kill() {
      running.child.kill('SIGKILL');
      await running.exited;
    },
    stop: () => stop(running),
  };
  service.start();
  return service;
}

const kinds = {
  postgres: { findProblem: findPostgresProblem, start: startPostgres },
  redis: {
    findProblem: () => lacks('redis-server'),
    start: () =>
      createService('redis-server', {
        protocol: 'redis',
        args: (port) => ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      }),
  },
  nats: {
    findProblem: () => lacks('nats-server'),
    start: () =>
      createService('nats-server', { protocol: 'nats', args: (port) => ['-a', '127.0.0.1', '-p', String(port)] }),
  },
};

/** The run's own servers, each started for the first row that needs it. */
export function createServices(folder) {
  const started = new Map();
  return {
    findProblem: (needs) => needs.map((kind) => kinds[kind].findProblem()).find(Boolean),
    async start(needs) {
      for (const kind of needs) if (!started.has(kind)) started.set(kind, await kinds[kind].start(folder));
      return Object.fromEntries(needs.map((kind) => [kind, started.get(kind)]));
    },
  };
}
