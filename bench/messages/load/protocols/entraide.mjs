import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFrameSocket } from '../frame-socket.mjs';
import { body } from '../pair.mjs';

const firstId = 1_000_000;
const opensWithinMs = 10_000;

class Refused extends Error {
  constructor(method, { message, data }) {
    super(`${method}: ${message} (${data?.reason ?? 'no reason'})`);
    this.reason = data?.reason;
  }
}

/** Calls while the conversations are set up; the measured frames go another way. */
async function openSession({ port, token }) {
  const socket = await openFrameSocket({ port, path: '/v1/ws', protocol: 'entraide.v1' });
  const waiting = new Map();
  let lastId = 0;
  socket.onFailure = (error) => {
    for (const { reject } of waiting.values()) reject(error);
  };
  socket.onText = (text) => {
    const { id, result, error } = JSON.parse(text);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(new Refused(call.method, error));
    else call?.resolve(result);
  };
  const call = (method, params) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { method, resolve, reject });
      socket.send(JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params }));
    });
  await call('session.open', { community: 'demo', ...(token && { token }) });
  return { socket, call, command: (method, params) => call(method, { commandId: randomUUID(), ...params }) };
}

/** The window opens once a coach has been there for a moment: until then the same question is asked again. */
async function ask(visitor, conversationId) {
  const deadline = performance.now() + opensWithinMs;
  for (;;) {
    try {
      return await visitor.command('conversation.ask', { conversationId, text: body });
    } catch (error) {
      if (error.reason !== 'closed' || performance.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

/** `coachTokens`: one per pair, as the host application would sign them; capacity is four at most. Coaches may be on another node. */
export async function connectPairs({ port, coachPort = port, coachTokens }) {
  const coaches = await Promise.all(coachTokens.map((token) => openSession({ port: coachPort, token })));
  for (const coach of coaches) await coach.command('presence.set', { status: 'available' });
  const connect = async (coach) => {
    const conversationId = randomUUID();
    const visitor = await openSession({ port });
    await ask(visitor, conversationId);
    await coach.command('request.claim', { conversationId });
    // The first answer turns the claim's lease into a conversation that is held.
    await coach.command('message.post', { conversationId, messageId: randomUUID(), text: body });
    for (const side of [visitor, coach]) await side.call('feed.open', { feed: `conversation/${conversationId}` });
    return { conversationId, visitor: visitor.socket, coach: coach.socket };
  };
  return Promise.all(coaches.map(connect));
}

export const encode = ({ n, commandId, conversationId, messageId }) =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: firstId + n,
    method: 'message.post',
    params: { commandId, conversationId, messageId, text: body },
  });

export function readAcknowledgement(text) {
  // The author's own event: the other targets send none, so it isn't parsed either.
  if (text.includes('"method"')) return -1;
  const { id, error } = JSON.parse(text);
  if (error) throw new Refused('message.post', error);
  return id - firstId;
}

export function readDelivery(text) {
  const { method, params } = JSON.parse(text);
  if (method !== 'feed.event' || params.event.type !== 'message.posted') return undefined;
  const { by, data } = params.event;
  if (by.kind !== 'visitor') return undefined;
  if (data.text !== body) throw new Error('a message arrived with another text');
  return data.messageId;
}
