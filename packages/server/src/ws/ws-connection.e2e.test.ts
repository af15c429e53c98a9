import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AcceptedConnection } from '@entraide/core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createTurn } from './turn.js';
import { createWsConnection } from './ws-connection.js';

interface Ended {
  code: number;
  reason: string;
}

let http: Server;
let underneath: Duplex;
let accepted: AcceptedConnection;
let ended: Ended[];
let received: string[];

beforeEach(async () => {
  // A socket that outlives its test writes to its own.
  const own: Ended[] = [];
  ended = own;
  received = [];
  http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const turn = createTurn();
  http.on('upgrade', (request, socket, head) => {
    underneath = socket;
    sockets.handleUpgrade(request, socket, head, (ws) => {
      accepted = createWsConnection(ws, socket, {
        outboundBytesMax: 1_000_000,
        turn,
        pingEveryMs: 60,
        pongWithinMs: 120,
      });
      accepted.listen({
        received: (frame) => void received.push(frame),
        closed: (code, reason) => void own.push({ code, reason }),
      });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  http.closeAllConnections();
  http.close();
});

async function connected(options = {}): Promise<WebSocket> {
  const ws = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`, options);
  await new Promise((resolve) => ws.once('open', resolve));
  return ws;
}
const closeOf = (ws: WebSocket) => new Promise<number>((resolve) => ws.once('close', resolve));

it('keeps whoever answers pings', async () => {
  const ws = await connected();
  let pings = 0;
  ws.on('ping', () => {
    pings += 1;
  });
  await expect.poll(() => pings).toBeGreaterThan(3);
  expect(ended).toEqual([]);
  ws.close(1000);
  await expect.poll(() => ended).toEqual([{ code: 1000, reason: '' }]);
});

it('closes whoever answers none', async () => {
  const ws = await connected({ autoPong: false });
  expect(await closeOf(ws)).toBe(4003);
  expect(ended).toEqual([{ code: 4003, reason: 'silent' }]);
});

it('closes whoever reads too slowly, and sends nothing after that', async () => {
  const ws = await connected();
  ws.pause();
  const frame = 'x'.repeat(100_000);
  // What the kernel takes doesn't count as waiting.
  for (let n = 0; n < 500 && ended.length === 0; n += 1) {
    accepted.send(frame);
    await new Promise(setImmediate);
  }
  expect(ended).toEqual([{ code: 4001, reason: 'slow_reader' }]);
  accepted.send('too late');
  const got: string[] = [];
  ws.on('message', (data) => void got.push(data.toString()));
  ws.resume();
  expect(await closeOf(ws)).toBe(4001);
  expect(got).not.toContain('too late');
});

it('sends a frame that is larger than what may wait, and not one behind it while it waits', async () => {
  const ws = await connected();
  const got: number[] = [];
  ws.on('message', (data) => void got.push(data.toString().length));
  accepted.send('x'.repeat(1_500_000));
  await expect.poll(() => got).toEqual([1_500_000]);
  expect(ended).toEqual([]);
  accepted.send('x'.repeat(1_500_000));
  accepted.send('y');
  expect(await closeOf(ws)).toBe(4001);
  expect(got).toEqual([1_500_000, 1_500_000]);
});

it('holds what one turn sends, and lets it go in one piece', async () => {
  const ws = await connected();
  const got: string[] = [];
  ws.on('message', (data) => void got.push(data.toString()));
  const writes = vi.spyOn(underneath, 'write');
  accepted.send('one');
  await Promise.resolve().then(() => accepted.send('two'));
  accepted.send('three');
  expect(writes).toHaveBeenCalledTimes(0);
  await expect.poll(() => got).toEqual(['one', 'two', 'three']);
  expect(writes).toHaveBeenCalledTimes(1);
  ws.terminate();
});

it('hears of its own close too, once, and of no frame after it', async () => {
  const ws = await connected();
  ws.send('first');
  await expect.poll(() => received).toEqual(['first']);
  ws.send('second');
  accepted.close(4500, 'enough');
  accepted.close(4500, 'enough');
  expect(ended).toEqual([]);
  expect(await closeOf(ws)).toBe(4500);
  expect(ended).toEqual([{ code: 4500, reason: 'enough' }]);
  expect(received).toEqual(['first']);
});
