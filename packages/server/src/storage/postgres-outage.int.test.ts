import { randomBytes } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Commit, Storage } from '@entraide/core';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPostgresStorage } from './postgres-storage.js';

const url = inject('services').postgres;

/** A way to the server that can be cut. */
class Bridge {
  readonly #to = new URL(url ?? 'postgres://none:1');
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  port = 0;

  get url(): string {
    const through = new URL(this.#to);
    through.hostname = '127.0.0.1';
    through.port = String(this.port);
    return through.href;
  }

  async open(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(Number(this.#to.port) || 5432, this.#to.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => this.#sockets.delete(one));
      }
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as { port: number }).port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(undefined)));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

const commitOf = (id: string, stream: string): Commit => ({
  community: 'demo',
  command: { id, hash: id, result: JSON.stringify(id) },
  appends: [
    {
      stream,
      expected: 'any',
      events: [
        { type: 'message.posted', at: 1, by: { kind: 'visitor', name: 'Ada' }, data: {}, content: { text: id } },
      ],
    },
  ],
  rows: [],
});

/** As an outbox does: the same id until there is an answer. */
/** What a caller does: asks again while the storage says that it did not answer. */
async function untilAnswered<T>(call: () => Promise<T>): Promise<{ answer: T; failures: number }> {
  for (let failures = 0; ; failures++) {
    try {
      return { answer: await call(), failures };
    } catch (error) {
      if ((error as { code?: string }).code !== 'storage_unavailable' || failures > 200) throw error;
      await wait(20);
    }
  }
}

const commitUntilAnswered = (storage: Storage, commit: Commit) => untilAnswered(() => storage.commit(commit));

describe.runIf(url)('PostgreSQL that goes away', () => {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  const application = `entraide-${schema}`;
  const bridge = new Bridge();
  const opened: Storage[] = [];
  let admin: pg.Pool;
  const open = (at: string) => {
    const named = new URL(at);
    named.searchParams.set('application_name', application);
    const storage = createPostgresStorage({ url: named.href, schema, views: [] });
    opened.push(storage);
    return storage;
  };

  beforeAll(async () => {
    admin = new pg.Pool({ connectionString: url, max: 1 });
    await bridge.open();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((storage) => storage.close()));
  });
  afterAll(async () => {
    await bridge.cut();
    await admin.query(`drop schema if exists ${schema} cascade`);
    await admin.end();
  });

  it('is waited for at the start: calls reject with the cause, and heal', async () => {
    await bridge.cut();
    const storage = open(bridge.url);
    const started = performance.now();
    for (const call of [() => storage.log(0, 1), () => storage.commit(commitOf('early', 'start'))])
      await expect(call()).rejects.toMatchObject({
        code: 'storage_unavailable',
        retry: 'same_id',
        message: expect.stringMatching(/^unable to (read the log|commit); .*ECONNREFUSED/),
      });
    expect(performance.now() - started).toBeLessThan(3_000);
    await bridge.open();
    expect((await storage.commit(commitOf('early', 'start'))).status).toBe('committed');
  });

  it('is missed in the middle: calls reject, the process lives, and the next calls are answered', async () => {
    const storage = open(bridge.url);
    await commitUntilAnswered(storage, commitOf('before', 'middle'));
    await bridge.cut();
    await expect(storage.commit(commitOf('during', 'middle'))).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(storage.load({ community: 'demo', streams: [] })).rejects.toMatchObject({
      code: 'storage_unavailable',
    });
    await bridge.open();
    await commitUntilAnswered(storage, commitOf('during', 'middle'));
    const { streams } = await storage.load({ community: 'demo', streams: [{ stream: 'middle' }] });
    expect(streams[0]?.events.map(({ content }) => content?.['text'])).toEqual(['before', 'during']);
  });

  it('kills connections under load: the process lives, and retried ids have one effect', async () => {
    const storage = open(url as string);
    await storage.log(0, 1);
    let isOver = false;
    const killer = async () => {
      for (let kills = 0; kills < 25; kills++) {
        await wait(40);
        const backends = 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1';
        await admin.query(backends, [application]);
      }
      isOver = true;
    };
    const ids: string[] = [];
    let failures = 0;
    const writer = async (n: number) => {
      for (let turn = 0; !isOver; turn++) {
        const id = `load-${n}-${turn}`;
        ids.push(id);
        failures += (await commitUntilAnswered(storage, commitOf(id, `load-${n % 5}`))).failures;
      }
    };
    await Promise.all([killer(), ...Array.from({ length: 40 }, (_, n) => writer(n))]);
    expect(failures).toBeGreaterThan(0);
    const streams = Array.from({ length: 5 }, (_, n) => ({ stream: `load-${n}` }));
    // The last kill may have met a connection that nobody was using, and that this read is the first to try.
    const { answer: loaded } = await untilAnswered(() => storage.load({ community: 'demo', streams }));
    const stored = loaded.streams.flatMap(({ events }) => events.map(({ content }) => content?.['text']));
    expect(stored.sort()).toEqual(ids.sort());
  });
});
