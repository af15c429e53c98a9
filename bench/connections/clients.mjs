/** Clients of each server: idle ones, and greedy ones that ask for much and read nothing. */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

const bytesAsked = 8 * 1024 * 1024;
const text = 'x'.repeat(8_000);
const messages = Math.ceil(bytesAsked / text.length);

function open(url, { protocol, isOpen } = {}) {
  const socket = new WebSocket(url, protocol ?? [], { perMessageDeflate: false });
  socket.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    if (!isOpen) socket.once('open', () => resolve(socket));
    else socket.on('message', (data) => isOpen(socket, String(data)) && resolve(socket));
  });
}

const withEnd = (socket) => Object.assign(socket, { end: () => socket.terminate() });

const openWs = ({ port, conversationId = randomUUID(), role = 'visitor' }) =>
  open(`ws://127.0.0.1:${port}/?conversationId=${conversationId}&role=${role}`).then(withEnd);

const openSocketIo = ({ port, conversationId = randomUUID(), role = 'visitor' }) =>
  open(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    isOpen(socket, said) {
      if (said.startsWith('0')) socket.send(`40${JSON.stringify({ conversationId, role })}`);
      return said.startsWith('40');
    },
  }).then(withEnd);

const openEntraide = async ({ port, token }) => {
  const socket = await open(`ws://127.0.0.1:${port}/v1/ws`, { protocol: 'entraide.v1' });
  let id = 0;
  const waiting = new Map();
  socket.on('message', (data) => {
    const { id: answered, result, error } = JSON.parse(String(data));
    waiting.get(answered)?.(error ? Promise.reject(new Error(error.message)) : result);
    waiting.delete(answered);
  });
  const frame = (method, params) => JSON.stringify({ jsonrpc: '2.0', id: ++id, method, params });
  const call = (method, params) => {
    const sent = frame(method, params);
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      socket.send(sent);
    });
  };
  await call('session.open', { community: 'demo', ...(token && { token }) });
  return Object.assign(withEnd(socket), { frame, call });
};

/** Somebody reads nothing, and their visitor says as much to them as they are to ask for. */
const greedyRelay = (openSocket, encode) => (options) =>
  Promise.all(
    Array.from({ length: options.count }, async () => {
      const conversationId = randomUUID();
      const stuck = await openSocket({ ...options, conversationId, role: 'coach' });
      const visitor = await openSocket({ ...options, conversationId });
      const ask = () => {
        stuck.pause();
        for (let n = 0; n < messages; n += 1) visitor.send(encode({ n, conversationId }));
      };
      return { ask, end: () => [stuck, visitor].map((socket) => socket.terminate()) };
    }),
  );

/** Asks again and again for the same pages of their own question's feed. */
async function greedyEntraide({ port, count }) {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const stuck = await openEntraide({ port });
      const conversationId = randomUUID();
      await stuck.call('conversation.ask', { commandId: randomUUID(), conversationId, text, later: true });
      for (let n = 0; n < 20; n += 1)
        await stuck.call('message.post', { commandId: randomUUID(), conversationId, messageId: randomUUID(), text });
      const feed = `conversation/${conversationId}`;
      const { epoch } = await stuck.call('feed.open', { feed });
      const ask = () => {
        stuck.pause();
        const pull = { feed, epoch, before: 100, limit: 200 };
        for (let n = 0; n < messages / 20; n += 1) stuck.send(stuck.frame('feed.pull', pull));
      };
      return { ask, end: () => stuck.terminate() };
    }),
  );
}

export const connect = {
  ws: openWs,
  socketio: openSocketIo,
  entraide: openEntraide,
  wsGreedy: greedyRelay(openWs, ({ n, conversationId }) =>
    JSON.stringify({ id: n, params: { conversationId, messageId: String(n), text } }),
  ),
  socketioGreedy: greedyRelay(
    openSocketIo,
    ({ n, conversationId }) =>
      `42${n}${JSON.stringify(['message.post', { conversationId, messageId: String(n), text }])}`,
  ),
  entraideGreedy: greedyEntraide,
};
