import { connect, createServer } from 'node:net';
import { createCommitWatch, createSplitter } from './postgres-frames.mjs';

/**
 * Stands before PostgreSQL and knows its messages. `decide()` is asked for each commit that is about to be sent, and says
 * how it is to be cut: `before` it is whole, so that it can't have happened; `blind`, as soon as it is sent; `after`
 * PostgreSQL has answered, of which the client hears nothing; or null.
 */
export async function createPostgresProxy(port, decide = () => null) {
  const proxy = { decide, port: 0, cuts: { before: 0, blind: 0, after: 0 }, close };
  const sockets = new Set();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ]) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => sockets.delete(one) && other.destroy());
    }
    carry({ client, upstream }, proxy);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.port = server.address().port;
  return proxy;

  function close() {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
}

function carry({ client, upstream }, proxy) {
  const [fromClient, fromServer] = [createSplitter({ isClient: true }), createSplitter({ isClient: false })];
  const isCommitSent = createCommitWatch();
  let cut = null;
  client.on('data', (chunk) => {
    for (const message of fromClient(chunk)) {
      if (cut) return;
      if (isCommitSent(message)) cut = proxy.decide();
      if (cut) proxy.cuts[cut] += 1;
      if (cut === 'before') return client.destroy();
      upstream.write(message.bytes);
      // The client's end alone: what is sent gets there.
      if (cut === 'blind') upstream.end(() => client.destroy());
    }
  });
  upstream.on('data', (chunk) => {
    if (!cut) return client.write(chunk);
    // `after`: silent until PostgreSQL is ready again, which is when its word on the commit is out.
    if (cut === 'after' && fromServer(chunk).some(({ type }) => type === 'Z')) client.destroy();
  });
}
