import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createEngine, systemClock, systemIds, views } from '@entraide/core';
import { createMemoryStorage } from '@entraide/core/memory';
import { createPostgresStorage, createSqliteStorage } from '@entraide/server';
import pg from 'pg';
import { createDatabase } from '../messages/databases.mjs';

const rawCallers = 32;
const batchRows = 256;
const batchCallers = 4;
const dayMs = 24 * 60 * 60 * 1000;

/** Calls `once` over and over from so many callers; how many of what it returned were stored a second. */
async function perSecond({ callers, seconds }, once) {
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  let stored = 0;
  const loop = async (caller) => {
    while (performance.now() < end) {
      const rows = await once(caller);
      stored += rows;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => loop(caller)));
  return (stored * 1_000) / (performance.now() - begin);
}

/** The same; before it is measured, connections are open and code is compiled. */
async function warmPerSecond({ callers, seconds }, once) {
  await perSecond({ callers, seconds: seconds / 4 }, once);
  return perSecond({ callers, seconds }, once);
}

const table = `create table transfer (
  id text primary key, debit text not null, credit text not null, amount bigint not null, cause text not null, at bigint not null
)`;

/** A bare table on PostgreSQL, and the pool of those who insert into it. */
async function withTable(connections, use) {
  const database = await createDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: connections });
  // An idle connection that the drop ends; whoever queries is told by the query.
  pool.on('error', () => {});
  try {
    await pool.query(table);
    return await use(pool);
  } finally {
    await pool.end();
    await database.drop();
  }
}

let made = 0;
const rowOf = () => {
  made += 1;
  return [
    `transfer-${made}`,
    'issued',
    `coach:${made % 2_000}:pending`,
    10,
    `conversation.thanked:${made}`,
    Date.now(),
  ];
};

const rawInsert = ({ seconds }) =>
  withTable(rawCallers, (pool) =>
    warmPerSecond({ callers: rawCallers, seconds }, async () => {
      await pool.query({
        name: 'insert',
        text: 'insert into transfer values ($1, $2, $3, $4, $5, $6)',
        values: rowOf(),
      });
      return 1;
    }),
  );

const rawBatch = ({ seconds }) =>
  withTable(batchCallers, (pool) =>
    warmPerSecond({ callers: batchCallers, seconds }, async () => {
      const rows = Array.from({ length: batchRows }, rowOf);
      const columns = [0, 1, 2, 3, 4, 5].map((column) => rows.map((row) => row[column]));
      await pool.query({
        name: 'batch',
        text: 'insert into transfer select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::bigint[])',
        values: columns,
      });
      return batchRows;
    }),
  );

const system = { kind: 'system', id: 'system', name: 'system', locales: [], topics: [] };

function engineOn(storage) {
  const world = () => ({
    now: Date.now(),
    actor: system,
    gateOpen: true,
    topics: { has: () => true },
    openCount: 0,
    leaseMs: 60_000,
    requestMs: { now: 60_000, later: 60_000 },
    capacityMax: 4,
    patience: {},
    blockedVisitorIds: [],
    sees: () => true,
  });
  const failed = (error) => process.stderr.write(`the storage did not answer; ${error.message}\n`);
  return createEngine({ storage, ids: systemIds, world, committed: () => {}, failed });
}

const commandOf = (coach, body) => ({
  community: 'bench',
  id: crypto.randomUUID(),
  actor: system,
  stream: `coach/${coach}`,
  relation: 'self',
  body,
});

/** Points of ten for a thank-you each, on the stream of one coach after the other. */
async function awards(storage, { seconds, callers, coaches }) {
  const engine = engineOn(storage);
  const join = { type: 'coach.provision', kind: 'coach', subject: 's', name: 'Ben', locales: [], topics: [] };
  const provision = async (coach) => {
    const command = commandOf(coach, join);
    let outcome = await engine.execute(command);
    // Busy machines: the same id may be sent again.
    while (outcome.refused === 'unavailable') outcome = await engine.execute(command);
    if (!('result' in outcome)) throw new Error(`a coach was refused; ${outcome.refused}`);
  };
  let next = 0;
  const joinSome = async () => {
    while (next < coaches) await provision(next++);
  };
  await Promise.all(Array.from({ length: callers }, joinSome));
  let count = 0;
  const once = async () => {
    count += 1;
    const id = `conversation.thanked:${count}/thanks`;
    const factAt = Date.now();
    const award = {
      id,
      kind: 'thanks',
      amount: 10,
      cause: id,
      rule: 'v1',
      pair: `v${count}`,
      conversationId: `c${count}`,
    };
    const when = { factAt, day: Math.floor(factAt / dayMs), settlesAt: factAt + dayMs };
    const body = { type: 'points.award', ...award, ...when, caps: { perDay: 200 } };
    const outcome = await engine.execute(commandOf(count % coaches, body));
    if (!('result' in outcome)) throw new Error(`an award was refused; ${outcome.refused}`);
    return 1;
  };
  const measured = await warmPerSecond({ callers, seconds }, once);
  await engine.idle();
  return measured;
}

async function onPostgres(options) {
  const database = await createDatabase();
  const storage = createPostgresStorage({ url: database.url, views });
  try {
    return await awards(storage, options);
  } finally {
    await storage.close();
    // Connections that were ended are still saying goodbye.
    await setTimeout(500);
    await database.drop();
  }
}

async function onSqlite(options) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'entraide-ledger-'));
  const storage = createSqliteStorage({ file: path.join(folder, 'bench.sqlite'), views });
  try {
    return await awards(storage, options);
  } finally {
    await storage.close();
    await rm(folder, { recursive: true });
  }
}

const onMemory = (options) => awards(createMemoryStorage({ clock: systemClock, ids: systemIds, views }), options);

/** Transfers a second, by target. */
export const measurements = {
  'raw-insert': rawInsert,
  'raw-batch': rawBatch,
  'entraide-memory': onMemory,
  'entraide-sqlite': onSqlite,
  'entraide-postgres': onPostgres,
};

export const needsPostgres = ['raw-insert', 'raw-batch', 'entraide-postgres'];
