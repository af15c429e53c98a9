import pg from 'pg';

export interface PostgresPoolOptions {
  url: string;
  /** @defaultValue 10 */
  poolMax?: number;
  /** A connection that has nothing to do is closed after this. @defaultValue 10 s; 0 keeps it */
  idleMs?: number;
}

/** A server that is away is noticed within these, whatever the network does. */
const connectTimeoutMs = 3_000;
const statementTimeoutMs = 15_000;

export function createPostgresPool({ url, poolMax = 10, idleMs = 10_000 }: PostgresPoolOptions): pg.Pool {
  return new pg.Pool({
    connectionString: url,
    max: poolMax,
    idleTimeoutMillis: idleMs,
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

/**
 * Runs a transaction on one client, and undoes it where the server said no. A client that failed without the server's
 * word is thrown away: nobody knows what state it is in.
 */
export async function withTransaction<T>(pool: pg.Pool, task: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isLost = true;
  try {
    await client.query('begin');
    const result = await task(client);
    await client.query('commit');
    isLost = false;
    return result;
  } catch (error) {
    if (error instanceof Undo || isAnswer(error)) {
      await client.query('rollback');
      isLost = false;
    }
    throw error;
  } finally {
    client.release(isLost);
  }
}

/** Runs one statement on one client; a client that failed without the server's word is thrown away. */
export async function runStatement(pool: pg.Pool, query: pg.QueryConfig): Promise<pg.QueryResult> {
  const client = await pool.connect();
  let isLost = true;
  try {
    const result = await client.query(query);
    isLost = false;
    return result;
  } catch (error) {
    isLost = !isAnswer(error);
    throw error;
  } finally {
    client.release(isLost);
  }
}

const uniqueViolation = '23505';
const deadlock = '40P01';

/** Another node did the same at the same time; what was undone for it may be tried again. */
export const isRace = (error: unknown) => [uniqueViolation, deadlock].includes((error as { code?: string }).code ?? '');

/** The server refused a statement and lives; `FATAL` is its last word on a connection. */
const isAnswer = (error: unknown) => (error as { severity?: unknown }).severity === 'ERROR';

/** Thrown by a task that wants its transaction undone. */
export class Undo extends Error {}
