import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// biome-ignore lint/correctness/useImportExtensions: Node runs it as it is, with no build between.
import { body } from '../pair.mjs';
// biome-ignore lint/correctness/useImportExtensions: Node runs it as it is, with no build between.
import { encode, openSession, readAcknowledgement, readDelivery } from './socketio.mjs';

const relay = path.resolve(import.meta.dirname, '../../baselines/socketio-relay.mjs');
const conversationId = randomUUID();
let server: ChildProcess;
let port: number;

beforeAll(async () => {
  server = fork(relay, [], { silent: true });
  const [line] = await new Promise<string[]>((resolve) => {
    server.stdout?.once('data', (text) => resolve(String(text).split('\n')));
  });
  port = Number(line?.replace('port ', ''));
});

afterAll(() => server.kill());

async function connectReal(role: string) {
  const auth = { conversationId, role };
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], auth });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

describe("the generator's Socket.IO", () => {
  it('is understood by the server, so that a real client gets the message', async () => {
    const coach = await connectReal('coach');
    const visitor = await openSession({ port, auth: { conversationId, role: 'visitor' } });
    const delivered = new Promise((resolve) => coach.once('message.posted', resolve));
    const acknowledged = new Promise((resolve, reject) => {
      visitor.onFailure = reject;
      visitor.onText = (text) => resolve(readAcknowledgement(text, visitor));
    });
    const messageId = randomUUID();
    visitor.send(encode({ n: 7, conversationId, messageId, commandId: randomUUID() }));
    expect(await delivered).toMatchObject({ messageId, text: body });
    expect(await acknowledged).toBe(7);
    visitor.end();
    coach.close();
  });

  it('understands what a real client sends through the server', async () => {
    const visitor = await connectReal('visitor');
    const coach = await openSession({ port, auth: { conversationId, role: 'coach' } });
    const delivered = new Promise((resolve, reject) => {
      coach.onFailure = reject;
      coach.onText = (text) => resolve(readDelivery(text, coach));
    });
    const messageId = randomUUID();
    const answer = await visitor.emitWithAck('message.post', { conversationId, messageId, text: body });
    expect(answer).toMatchObject({ offset: expect.any(Number) });
    expect(await delivered).toBe(messageId);
    visitor.close();
    coach.end();
  });
});
