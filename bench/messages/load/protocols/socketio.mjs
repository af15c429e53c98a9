/**
 * Socket.IO's protocol, spoken over the same socket code as the others: with its own client the generator would spend
 * more on these targets than on the rest. (`socketio.e2e.test.ts` holds it against the real client.)
 */
import { randomUUID } from 'node:crypto';
import { openFrameSocket } from '../frame-socket.mjs';
import { body } from '../pair.mjs';

const firstId = 1_000_000;
const packet = { open: '0', ping: '2', pong: '3', connect: '40', event: '42', ack: '43' };

/** Opens a session in the main namespace. */
export async function openSession({ port, auth }) {
  const socket = await openFrameSocket({ port, path: '/socket.io/?EIO=4&transport=websocket' });
  await new Promise((resolve, reject) => {
    socket.onFailure = reject;
    socket.onText = (text) => {
      if (text.startsWith(packet.open)) socket.send(`${packet.connect}${JSON.stringify(auth)}`);
      else if (text.startsWith(packet.connect)) resolve();
      else reject(new Error(`unable to connect to Socket.IO; ${text}`));
    };
  });
  return socket;
}

export async function connectPairs({ port, coachPort = port, pairs }) {
  const connect = async () => {
    const conversationId = randomUUID();
    const open = (role, at) => openSession({ port: at, auth: { conversationId, role } });
    return { conversationId, visitor: await open('visitor', port), coach: await open('coach', coachPort) };
  };
  return Promise.all(Array.from({ length: pairs }, connect));
}

export const encode = ({ n, commandId, conversationId, messageId }) =>
  `${packet.event}${firstId + n}${JSON.stringify(['message.post', { commandId, conversationId, messageId, text: body }])}`;

export function readAcknowledgement(text, socket) {
  if (!text.startsWith(packet.ack)) return answerPing(text, socket) ?? -1;
  const start = text.indexOf('[');
  JSON.parse(text.slice(start));
  return Number(text.slice(packet.ack.length, start)) - firstId;
}

export function readDelivery(text, socket) {
  if (!text.startsWith(packet.event)) return answerPing(text, socket);
  const [, params] = JSON.parse(text.slice(packet.event.length));
  if (params.text !== body) throw new Error('a message arrived with another text');
  return params.messageId;
}

function answerPing(text, socket) {
  if (text === packet.ping) socket.send(packet.pong);
}
