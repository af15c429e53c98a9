import { randomUUID } from 'node:crypto';
import { openFrameSocket } from '../frame-socket.mjs';
import { body } from '../pair.mjs';

/** Keeps the numbers equally long, and so the frames. */
const firstId = 1_000_000;

export async function connectPairs({ port, pairs }) {
  const connect = async () => {
    const conversationId = randomUUID();
    const open = (role) => openFrameSocket({ port, path: `/?conversationId=${conversationId}&role=${role}` });
    return { conversationId, visitor: await open('visitor'), coach: await open('coach') };
  };
  return Promise.all(Array.from({ length: pairs }, connect));
}

export const encode = ({ n, commandId, conversationId, messageId }) =>
  JSON.stringify({ id: firstId + n, params: { commandId, conversationId, messageId, text: body } });

/** The number of the message that this frame acknowledges, or -1. */
export const readAcknowledgement = (text) => JSON.parse(text).id - firstId;

/** The id of the message that this frame delivers, or undefined. */
export function readDelivery(text) {
  const { params } = JSON.parse(text);
  if (params.text !== body) throw new Error('a message arrived with another text');
  return params.messageId;
}
