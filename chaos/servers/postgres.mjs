import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { freePort, run, start, stop, until } from './processes.mjs';

const installed = '/usr/lib/postgresql';

function findBinaries() {
  if (process.env.PG_BIN) return process.env.PG_BIN;
  const versions = existsSync(installed) ? readdirSync(installed).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => path.join(installed, version, 'bin'))
    .find((bin) => existsSync(path.join(bin, 'initdb')));
}

/** PostgreSQL refuses to run as root: whom it runs as instead. Null where that can't be. */
function findUser() {
  if (process.getuid() !== 0) return {};
  for (const name of ['postgres', 'nobody'])
    try {
      const id = (flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch (error) {
      if (error.code === 'ENOENT') return null;
    }
  return null;
}

/** Why there can't be a PostgreSQL of our own here; undefined where there can. */
export function findPostgresProblem() {
  if (!findBinaries()) return `there is no initdb in ${installed}/*/bin, nor in PG_BIN`;
  if (!findUser()) return 'PostgreSQL does not run as root, and there is neither a user postgres nor nobody';
  return undefined;
}

const childrenOf = (pid) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

/**
 * A PostgreSQL of our own in that folder, on a port of its own. It does without fsync: processes die here and the machine
 * does not, so what was written is in the system's cache.
 */
export async function startPostgres(folder) {
  const [bin, user, port] = [findBinaries(), findUser(), await freePort()];
  const data = path.join(folder, 'postgres');
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  const options = { ...user, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  await run(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8'],
    options,
  );
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'fsync=off',
  ];
  const urlOf = (database) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const query = async (text, database = 'postgres') => {
    const client = new pg.Client({ connectionString: urlOf(database), connectionTimeoutMillis: 3_000 });
    client.on('error', () => {}); // The query that runs then rejects with it.
    await client.connect();
    return client.query(text).finally(() => client.end());
  };
  let server;
  let count = 0;
  const postgres = {
    port,
    async start() {
      server = start(path.join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], options);
      await until('starting PostgreSQL', () => query('select 1'), { withinMs: 60_000 });
    },
    /** Everything of it at once, as when the power goes. */
    async kill() {
      const pids = [server.pid, ...childrenOf(server.pid)];
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      await server.exited;
    },
    async createDatabase() {
      count += 1;
      await query(`create database chaos_${count}`);
      return { name: `chaos_${count}`, url: urlOf(`chaos_${count}`) };
    },
    stop: () => stop(server, { signal: 'SIGINT' }),
  };
  await postgres.start();
  return postgres;
}
