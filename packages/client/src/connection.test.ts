import { closeCodes } from '@entraide/core/protocol';
import { describe, expect, it, vi } from 'vitest';
import { createMemoryStorage } from './client-storage.js';
import { createConnection } from './connection.js';
import { createFailure } from './entraide-error.js';
import { createManualClock } from './testing/manual-clock.js';
import { createManualRandom } from './testing/manual-random.js';
import {
  accept,
  type Behaviour,
  createScriptedServer,
  neverAnswer,
  neverOpen,
  openThenDrop,
  refuse,
  refuseSession,
  sequence,
  session,
} from './testing/scripted-server.js';
import { createTokenSource, type Token } from './token-source.js';

const { abnormal, draining, protocolError, silent, unauthenticated } = closeCodes;

async function connect(behaviour: Behaviour, { token }: { token?: Token } = {}) {
  const clock = createManualClock();
  const storage = createMemoryStorage();
  const server = createScriptedServer(behaviour);
  const opened = vi.fn();
  const lost = vi.fn();
  const connection = createConnection({
    transport: server.transport,
    clock,
    random: createManualRandom(),
    tokens: createTokenSource({ token, storage, key: 'visitor', clock }),
    hello: () => ({ community: 'shop', locale: 'fr' }),
    opened,
    lost,
    received: () => {},
  });
  connection.start();
  await clock.settle();
  const state = () => connection.status.getSnapshot().state;
  return { clock, storage, server, connection, opened, lost, state };
}

describe('a connection', () => {
  it('is online when the session is open, and sends nothing before', async () => {
    const { server, connection, opened, state } = await connect(neverAnswer);
    connection.send('{"too":"early"}');
    expect(state()).toBe('connecting');
    expect(server.line().seen.map(({ method }) => method)).toEqual(['session.open']);
    server.line().answer(0, session());
    await Promise.resolve();
    expect(state()).toBe('online');
    expect(opened).toHaveBeenCalledOnce();
    expect(connection.status.getSnapshot().actor).toEqual({ kind: 'visitor', id: 'visitor-1' });
  });

  it('keeps the token that the server made for a visitor, and comes back with it', async () => {
    const { clock, server, storage } = await connect(accept(() => {}, session('v', { token: 'made' })));
    expect(storage.read('visitor')).toBe('made');
    server.line().close(abnormal.code);
    await clock.advance(1_000);
    expect(server.lines.map(({ seen }) => seen[0]?.params.token)).toEqual([undefined, 'made']);
  });

  it('waits longer after each failure in a row, up to half a minute', async () => {
    const { clock, connection, state } = await connect(refuse(abnormal.code));
    const waits: number[] = [];
    for (let failure = 0; failure < 9; failure += 1) {
      expect(state()).toBe('reconnecting');
      const waitMs = (connection.status.getSnapshot().retryAt ?? 0) - clock.now();
      waits.push(waitMs);
      await clock.advance(waitMs);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('takes a session that breaks at once for one more failure', async () => {
    const { clock, server } = await connect(openThenDrop(abnormal.code));
    await clock.advance(60_000);
    expect(server.lines.length).toBeLessThan(9);
  });

  it('begins with short waits again once a session has held', async () => {
    const { clock, server, connection } = await connect(
      sequence(refuse(abnormal.code), refuse(abnormal.code), accept()),
    );
    await clock.advance(12_000);
    server.line().close(abnormal.code);
    await clock.settle();
    expect((connection.status.getSnapshot().retryAt ?? 0) - clock.now()).toBe(500);
  });

  it.each([
    ['that never opens', neverOpen],
    ['whose session is never answered', neverAnswer],
  ])('gives up on a connection %s', async (_, behaviour) => {
    const { clock, server, state } = await connect(sequence(behaviour, accept()));
    await clock.advance(9_999);
    expect(state()).toBe('connecting');
    await clock.advance(501);
    expect(state()).toBe('online');
    expect(server.lines).toHaveLength(2);
    expect(server.lines[0]?.closedWith).toBe(closeCodes.sessionTimeout.code);
  });

  it('stays away as long as the server asks for', async () => {
    const { clock, server, connection, state } = await connect(accept());
    server.line().notify('session.closing', { reason: 'draining', retryAfterMs: 7_000 });
    server.line().close(draining.code);
    await clock.advance(6_999);
    connection.wake();
    await clock.settle();
    expect(server.lines).toHaveLength(1);
    expect(state()).toBe('reconnecting');
    await clock.advance(501);
    expect(state()).toBe('online');
  });

  it('stays away as long as a refused session is told to', async () => {
    const { clock, state } = await connect(
      sequence(refuseSession('unavailable', { retry: 'same_id', retryAfterMs: 4_000 }), accept()),
    );
    await clock.advance(4_400);
    expect(state()).toBe('reconnecting');
    await clock.advance(100);
    expect(state()).toBe('online');
  });

  it('stops where trying again would not help', async () => {
    const { clock, server, connection, lost } = await connect(refuse(protocolError.code));
    expect(connection.status.getSnapshot()).toMatchObject({ state: 'stopped', error: { code: 'disconnected' } });
    await clock.advance(3_600_000);
    expect(server.lines).toHaveLength(1);
    expect(lost).toHaveBeenCalledOnce();
  });

  it('stops when the community is unknown', async () => {
    const { connection } = await connect(refuseSession('not_found'));
    expect(connection.status.getSnapshot()).toMatchObject({ state: 'stopped', error: { code: 'not_found' } });
  });

  it('starts again after a stop when it is told to', async () => {
    const { clock, connection, state } = await connect(sequence(refuse(protocolError.code), accept()));
    connection.start();
    await clock.settle();
    expect(state()).toBe('online');
  });

  it('ignores what an attempt that it gave up says later', async () => {
    const { clock, server, connection, state } = await connect(accept());
    const old = server.line();
    connection.stop(createFailure('session.open', 'client_closed'));
    old.close(abnormal.code);
    await clock.advance(60_000);
    expect(state()).toBe('stopped');
    expect(server.lines).toHaveLength(1);
  });
});

describe('a token', () => {
  it('is asked for once more when it is refused, and no third time', async () => {
    const token = vi.fn(async () => `token-${token.mock.calls.length}`);
    const { clock, server, connection } = await connect(refuseSession('unauthenticated'), { token });
    await clock.advance(60_000);
    expect(server.lines.map(({ seen }) => seen[0]?.params.token)).toEqual(['token-1', 'token-2']);
    expect(connection.status.getSnapshot()).toMatchObject({ state: 'stopped', error: { code: 'unauthenticated' } });
  });

  it('is kept over reconnects while it is good', async () => {
    const token = vi.fn(() => 'good');
    const { clock, server } = await connect(accept(), { token });
    server.line().close(abnormal.code);
    await clock.advance(1_000);
    expect(server.lines).toHaveLength(2);
    expect(token).toHaveBeenCalledOnce();
  });

  it('is fetched anew when the server ends the session for it', async () => {
    const token = vi.fn(() => 'good');
    const { clock, server, state } = await connect(accept(), { token });
    server.line().close(unauthenticated.code);
    await clock.advance(1_000);
    expect(token).toHaveBeenCalledTimes(2);
    expect(state()).toBe('online');
  });

  it('that the host cannot give now is asked for again later', async () => {
    const token = vi.fn().mockRejectedValueOnce(new Error('host down')).mockResolvedValue('good');
    const { clock, state } = await connect(accept(), { token });
    expect(state()).toBe('reconnecting');
    await clock.advance(500);
    expect(state()).toBe('online');
  });

  it('given as text is not tried twice', async () => {
    const { connection } = await connect(refuse(unauthenticated.code), { token: 'old' });
    expect(connection.status.getSnapshot()).toMatchObject({ state: 'stopped', error: { code: 'unauthenticated' } });
  });

  it('of a visitor that is refused makes a new visitor', async () => {
    const { clock, server, storage, connection, state } = await connect(
      sequence(
        accept(() => {}, session('v', { token: 'made' })),
        refuseSession('unauthenticated'),
        accept(),
      ),
    );
    server.line().close(abnormal.code);
    await clock.advance(5_000);
    expect(state()).toBe('online');
    expect(server.lines.map(({ seen }) => seen[0]?.params.token)).toEqual([undefined, 'made', undefined]);
    expect(storage.read('visitor')).toBeNull();
    connection.stop(createFailure('session.open', 'client_closed'));
  });
});

describe('a quiet connection', () => {
  const probes = (seen: { method: string }[]) => seen.filter(({ method }) => method === 'availability.get').length;

  it('is asked for a sign of life, and given up when none comes', async () => {
    const { clock, server, state } = await connect(accept());
    await clock.advance(24_999);
    expect(probes(server.line().seen)).toBe(0);
    await clock.advance(1);
    expect(probes(server.line().seen)).toBe(1);
    await clock.advance(9_999);
    expect(state()).toBe('online');
    await clock.advance(1);
    expect(state()).toBe('reconnecting');
    expect(server.lines[0]?.closedWith).toBe(silent.code);
  });

  it('stays when it answers', async () => {
    const { clock, server, state } = await connect(accept(({ id }, line) => line.answer(id, {})));
    await clock.advance(300_000);
    expect(state()).toBe('online');
    expect(server.lines).toHaveLength(1);
    expect(probes(server.line().seen)).toBeGreaterThan(8);
  });

  it('is not asked while frames come', async () => {
    const { clock, server } = await connect(accept());
    for (let round = 0; round < 5; round += 1) {
      await clock.advance(20_000);
      server.line().notify('view.changed', {});
    }
    expect(probes(server.line().seen)).toBe(0);
  });

  it('is asked at once when the browser believes to be offline, and believed to be alive when it answers', async () => {
    const { clock, server, connection, state } = await connect(accept(({ id }, line) => line.answer(id, {})));
    connection.doubt();
    await clock.advance(15_000);
    expect(probes(server.line().seen)).toBe(1);
    expect(state()).toBe('online');
  });

  it('that waits for its next attempt tries at once when the browser is back', async () => {
    const { clock, server, connection, state } = await connect(
      sequence(refuse(1006), refuse(1006), refuse(1006), refuse(1006), accept()),
    );
    await clock.advance(3_500);
    expect(server.lines).toHaveLength(4);
    connection.wake();
    await clock.settle();
    expect(state()).toBe('online');
  });
});
