import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

const adminUrl = process.env.DATABASE_URL || 'postgres://postgres@127.0.0.1:5432/postgres';
const isLoopback = (host) => ['', 'localhost', '127.0.0.1', '[::1]', '::1'].includes(host);
let count = 0;

async function query(url, text) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => {}); // The query that runs then rejects with it.
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** A database for one target and one round, so that none inherits another's tables. `drop` is idempotent. */
export async function createDatabase({ tables } = {}) {
  count += 1;
  const name = `entraide_bench_${process.pid}_${count}`;
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await query(adminUrl, `create database ${name}`);
  const drop = () => query(adminUrl, `drop database if exists ${name} with (force)`);
  try {
    if (tables) await query(url.href, await readFile(path.join(import.meta.dirname, tables), 'utf8'));
  } catch (error) {
    await drop();
    throw error;
  }
  return { name, url: url.href, drop };
}

/** Why PostgreSQL can't be measured here, or undefined when it can. */
export async function findPostgresProblem() {
  try {
    const { host, hostname } = new URL(adminUrl);
    if (!isLoopback(hostname)) return `PostgreSQL at ${host} is on another machine, and the network would be measured`;
    const database = await createDatabase();
    await database.drop();
    return undefined;
  } catch (error) {
    return `PostgreSQL can't be used; ${error.message || error.errors?.[0]?.message}`;
  }
}
