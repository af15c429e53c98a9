import pg from 'pg';

export interface PostgresPoolOptions {
  url: string;
  /** @defaultValue 10 */
  poolMax?: number;
}

/** A server that is away is noticed within these, whatever the network does. */
const connectTimeoutMs = 3_000;
const statementTimeoutMs = 15_000;

export function createPostgresPool({ url, poolMax = 10 }: PostgresPoolOptions): pg.Pool {
  return new pg.Pool({
    connectionString: url,
    max: poolMax,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    // For a connection that has gone silent: the server can't time out what it never hears of.
    query_timeout: statementTimeoutMs + connectTimeoutMs,
    keepAlive: true,
    application_name: 'entraide',
  });
}

const guarded = new WeakSet<pg.PoolClient>();

/**
 * A connection that dies emits `error`, and an `error` without a listener ends the process: the pool's own listener
 * serves only clients that nobody has checked out. Whoever uses the client gets the error from its query.
 */
export function guardPool(pool: pg.Pool): () => void {
  const heard = () => undefined;
  const acquired = (client: pg.PoolClient) => {
    if (guarded.has(client)) return;
    guarded.add(client);
    client.on('error', heard);
  };
  pool.on('error', heard);
  pool.on('acquire', acquired);
  return () => {
    pool.off('error', heard);
    pool.off('acquire', acquired);
  };
}

/** Runs a task on one client; a client whose task failed is thrown away, so that no broken state is handed on. */
export async function withClient<T>(pool: pg.Pool, task: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed = true;
  try {
    const result = await task(client);
    failed = false;
    return result;
  } finally {
    client.release(failed);
  }
}
