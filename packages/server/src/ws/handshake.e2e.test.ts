import { createServer as createHttp } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { systemIds } from '@entraide/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from '../create-server.js';
import { createTestServer, shop } from '../testing/create-test-server.js';
import { connectWire, join } from '../testing/wire-client.js';

let server: Server;
let url: string;
beforeAll(async () => {
  server = createTestServer({
    communities: [{ ...shop, origins: ['https://shop.example'] }],
    limits: { session: { openWithinMs: 300 } },
  });
  ({ url } = await server.listen({ port: 0 }));
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

it('closing says goodbye to everybody, once', async () => {
  const closing = createTestServer();
  const address = await closing.listen({ port: 0 });
  const visitor = await join(address.url, { community: 'shop' });
  await Promise.all([closing.close(), closing.close()]);
  expect(visitor.notifications.at(-1)?.method).toBe('session.closing');
  expect((await visitor.closed).code).toBe(4000);
  await expect(connectWire(address.url)).rejects.toThrow();
});

it('closing waits for a client that answers its goodbye with a bad frame', async () => {
  const closing = createTestServer();
  const http = createHttp();
  closing.attach(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const client = await join(`http://127.0.0.1:${port}`, { community: 'shop' });
  // It never answers the close frame: `ws` would.
  const { _socket: raw } = client.socket as unknown as { _socket: Socket };
  raw.removeAllListeners('data');
  const closed = closing.close();
  await expect.poll(() => http.listenerCount('upgrade')).toBe(0);
  raw.write(Buffer.from([0xff, 0x00]));
  await expect(closed).resolves.toBeUndefined();
  client.socket.terminate();
  http.close();
});

it('closing closes the sockets and the port also where the node fails to close', async () => {
  let isBroken = false;
  const uuid = () => {
    if (isBroken) throw new Error('unable to make an id; broken');
    return systemIds.uuid();
  };
  const closing = createTestServer({ ids: { ...systemIds, uuid } });
  const address = await closing.listen({ port: 0 });
  const visitor = await join(address.url, { community: 'shop' });
  isBroken = true;
  await expect(closing.close()).rejects.toThrow('unable to make an id; broken');
  expect((await visitor.closed).code).toBe(4000);
  await expect(connectWire(address.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
