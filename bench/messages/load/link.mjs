/** What carries messages: sockets to a server, or, for the raw database, an inserter in this very process. */

import { createInserter } from '../baselines/raw-insert.mjs';
import { clientId } from './client-id.mjs';
import { body, Pair } from './pair.mjs';
import * as entraide from './protocols/entraide.mjs';
import * as socketio from './protocols/socketio.mjs';
import * as wsRelay from './protocols/ws-relay.mjs';

const protocols = { entraide, socketio, 'ws-relay': wsRelay };

/**
 * @returns `pairs`, `send(pair, count)` and `close()`; `on.complete(pair, n)` is called for each message that was
 * acknowledged and arrived, `on.pause(pair)` after everything that came at once, `on.failure(error)` when all is lost.
 */
export const openLink = (job, on) => (job.protocol === 'inserter' ? openInserter(job, on) : openSockets(job, on));

async function openSockets(job, on) {
  const protocol = protocols[job.protocol];
  const connected = await protocol.connectPairs(job);
  const sockets = new Map();
  for (const { conversationId, visitor, coach } of connected) {
    const pair = new Pair({ conversationId, encode: protocol.encode });
    sockets.set(pair, [visitor, coach]);
    visitor.onText = (text) => {
      const n = protocol.readAcknowledgement(text, visitor);
      if (n !== -1 && pair.acknowledge(n)) on.complete(pair, n);
    };
    coach.onText = (text) => {
      const messageId = protocol.readDelivery(text, coach);
      const n = messageId === undefined ? -1 : pair.arrive(messageId);
      if (n >= 0) on.complete(pair, n);
    };
    for (const socket of [visitor, coach]) {
      socket.onChunkEnd = () => on.pause(pair);
      socket.onFailure = on.failure;
    }
  }
  return {
    pairs: [...sockets.keys()],
    send: (pair, count) => {
      const [visitor] = sockets.get(pair);
      for (const bytes of pair.take(count)) visitor.write(bytes);
    },
    close: () => {
      for (const socket of [...sockets.values()].flat()) socket.end();
    },
  };
}

async function openInserter({ pairs: count, databaseUrl }, on) {
  const pairs = Array.from({ length: count }, () => new Pair({ conversationId: clientId() }));
  const byConversation = new Map(pairs.map((pair) => [pair.conversationId, pair]));
  const onStored = (rows) => {
    for (const [conversationId, n, messageId] of rows) {
      const pair = byConversation.get(conversationId);
      pair.acknowledge(n);
      if (pair.arrive(messageId) === n) on.complete(pair, n);
    }
    for (const pair of pairs) on.pause(pair);
  };
  const inserter = await createInserter({ url: databaseUrl, onStored, onError: on.failure });
  return {
    pairs,
    send: (pair, messages) => {
      const first = pair.sent;
      pair.take(messages);
      for (let n = first; n < pair.sent; n += 1) inserter.insert([pair.conversationId, n, pair.messageId(n), body]);
    },
    close: () => inserter.close(),
  };
}
