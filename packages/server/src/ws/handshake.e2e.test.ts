import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from '../create-server.js';
import { createTestServer, shop } from '../testing/create-test-server.js';
import { connectWire, join } from '../testing/wire-client.js';

let server: Server;
let url: string;
let port: number;
beforeAll(async () => {
  server = createTestServer({
    communities: [{ ...shop, origins: ['https://shop.example'] }],
    limits: { session: { openWithinMs: 300 } },
  });
  ({ url, port } = await server.listen({ port: 0 }));
});
afterAll(() => server.close());

describe('the handshake', () => {
  it('speaks entraide.v1, also with who asks for nothing, and with nobody who asks for something else', async () => {
    const ours = await connectWire(url, { protocols: ['chat', 'entraide.v1'] });
    expect(ours.socket.protocol).toBe('entraide.v1');
    const plain = await connectWire(url, { protocols: [] });
    expect(plain.socket.protocol).toBe('');
    await expect(connectWire(url, { protocols: ['entraide.v2'] })).rejects.toMatchObject({ status: 400 });
    ours.close();
    plain.close();
  });

  it('is for listed pages and for clients that are no page', async () => {
    const listed = await connectWire(url, { headers: { origin: 'https://shop.example' } });
    listed.close();
    for (const origin of ['https://evil.example', 'null', url]) {
      await expect(connectWire(url, { headers: { origin } })).rejects.toMatchObject({ status: 403 });
    }
  });

  it('stands at its own path only', async () => {
    await expect(connectWire(`${url}/elsewhere`)).rejects.toMatchObject({ status: 404 });
  });
});

describe('sockets', () => {
  it('of one address are bounded, and counted again when they leave', async () => {
    const options = { limits: { socketsPerAddressMax: 2 }, addressHeader: 'x-forwarded-for' };
    const bounded = createTestServer(options);
    const address = await bounded.listen({ port: 0 });
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    const [first] = await Promise.all([connectWire(address.url, { headers }), connectWire(address.url, { headers })]);
    await expect(connectWire(address.url, { headers })).rejects.toMatchObject({ status: 429 });
    first.close();
    await first.closed;
    await expect
      .poll(() =>
        connectWire(address.url, { headers }).then(
          () => 'in',
          () => 'out',
        ),
      )
      .toBe('in');
    await bounded.close();
  });

  it('that never open a session are closed', async () => {
    const silent = await connectWire(url);
    expect((await silent.closed).code).toBe(4004);
  });

  it('that send what is no text are closed', async () => {
    const client = await join(url, { community: 'shop' });
    client.sendRaw(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"availability.get"}'));
    expect((await client.closed).code).toBe(1003);
  });

  it('that send more than a frame may hold are closed', async () => {
    const client = await join(url, { community: 'shop' });
    client.sendRaw(`"${'x'.repeat(64 * 1024)}"`);
    expect((await client.closed).code).toBe(1009);
  });

  it('that send a message in many pieces are closed', async () => {
    const client = await join(url, { community: 'shop' });
    for (let n = 0; n < 40; n += 1) client.socket.send('x', { fin: false });
    expect((await client.closed).code).toBe(1008);
  });
});

/** A socket without a WebSocket library that would answer pings. */
function rawSocket(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  const key = Buffer.alloc(16).toString('base64');
  const lines = ['GET /v1/ws HTTP/1.1', 'host: x', 'connection: upgrade', 'upgrade: websocket'];
  socket.write([...lines, 'sec-websocket-version: 13', `sec-websocket-key: ${key}`, '', ''].join('\r\n'));
  return new Promise((resolve) => socket.once('data', () => resolve(socket)));
}

it('frames that follow one another fast leave in one piece', async () => {
  const socket = await rawSocket();
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  // Three unmasked frames would be a protocol error: mask with zeros.
  const frame = (text: string) => {
    const body = Buffer.from(text);
    return Buffer.concat([Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0]), body]);
  };
  socket.write(Buffer.concat([frame('[1]'), frame('[2]'), frame('[3]')]));
  await expect
    .poll(
      () =>
        Buffer.concat(chunks)
          .toString()
          .match(/-32600/g)?.length,
    )
    .toBe(3);
  expect(chunks).toHaveLength(1);
  socket.destroy();
});

it('closing says goodbye to everybody, once', async () => {
  const closing = createTestServer();
  const address = await closing.listen({ port: 0 });
  const visitor = await join(address.url, { community: 'shop' });
  await Promise.all([closing.close(), closing.close()]);
  expect(visitor.notifications.at(-1)?.method).toBe('session.closing');
  expect((await visitor.closed).code).toBe(4000);
  await expect(connectWire(address.url)).rejects.toThrow();
});
