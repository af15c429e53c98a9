import { closeCodes } from '@entraide/core/protocol';
import { describe, expect, it, vi } from 'vitest';
import { createWebSocketTransport, findSocketUrl, type WebSocketLike } from './websocket-transport.js';

class FakeSocket implements WebSocketLike {
  static last: FakeSocket;
  readyState = 0;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly url: string;
  readonly protocol: string;
  readonly send = vi.fn();
  readonly close = vi.fn();

  constructor(url: string, protocol: string) {
    this.url = url;
    this.protocol = protocol;
    FakeSocket.last = this;
  }

  open() {
    this.readyState = 1;
    this.onopen?.({} as never);
  }
}

function connect() {
  const listener = { opened: vi.fn(), received: vi.fn(), closed: vi.fn() };
  const transport = createWebSocketTransport({ url: 'https://help.example.com', WebSocket: FakeSocket });
  const connection = transport.open(listener);
  return { listener, connection, socket: FakeSocket.last };
}

describe('the address of a socket', () => {
  it.each([
    ['https://help.example.com', 'wss://help.example.com/v1/ws'],
    ['http://localhost:8080/', 'ws://localhost:8080/v1/ws'],
    ['https://shop.example/help', 'wss://shop.example/help/v1/ws'],
    ['wss://help.example.com/v1/ws', 'wss://help.example.com/v1/ws'],
  ])('of %s is %s', (url, found) => {
    expect(findSocketUrl(url)).toBe(found);
  });
});

describe('a WebSocket transport', () => {
  it('speaks entraide.v1 and sends nothing before it is open', () => {
    const { connection, socket, listener } = connect();
    connection.send('early');
    socket.open();
    connection.send('frame');
    expect([socket.url, socket.protocol]).toEqual(['wss://help.example.com/v1/ws', 'entraide.v1']);
    expect(socket.send.mock.calls).toEqual([['frame']]);
    expect(listener.opened).toHaveBeenCalledOnce();
  });

  it('ends at once when it is closed, and ignores what the network says later', async () => {
    const { connection, socket, listener } = connect();
    socket.open();
    connection.close(closeCodes.silent.code, 'silent');
    await Promise.resolve();
    socket.onmessage?.({ data: 'late' } as never);
    socket.onclose?.({ code: 1006, reason: '' } as never);
    expect(listener.closed.mock.calls).toEqual([[closeCodes.silent.code, 'silent']]);
    expect(listener.received).not.toHaveBeenCalled();
    expect(connection.status).toBe('closed');
  });

  it('refuses frames that are not text', async () => {
    const { socket, listener } = connect();
    socket.open();
    socket.onmessage?.({ data: new ArrayBuffer(1) } as never);
    await Promise.resolve();
    expect(listener.closed.mock.calls[0]?.[0]).toBe(closeCodes.notText.code);
    // A page may not send this code itself.
    expect(socket.close).toHaveBeenCalledWith(undefined, 'frames are text');
  });

  it('says clearly when there is no WebSocket', () => {
    vi.stubGlobal('WebSocket', undefined);
    expect(() => createWebSocketTransport({ url: 'https://help.example.com' })).toThrow(/^unable to connect; /);
    vi.unstubAllGlobals();
  });
});
