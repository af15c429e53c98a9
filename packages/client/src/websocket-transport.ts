import type { Transport, TransportConnection, TransportListener } from '@entraide/core';
import { closeCodes } from '@entraide/core/protocol';

/** As much of a WebSocket as is needed: the browser's, `ws`'s and others' fit. */
export interface WebSocketLike {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

export interface WebSocketTransportOptions {
  /** The server's address, `https://help.example.com`, or that of its socket, which ends in `/v1/ws`. */
  url: string;
  /** @defaultValue the global one, which Node has from version 22 on */
  WebSocket?: new (
    url: string,
    protocols: string,
  ) => WebSocketLike;
}

const isOpen = 1;

/** Where the server's socket is; in a browser, `url` may be relative to the page. */
export function findSocketUrl(url: string): string {
  const base = typeof location === 'undefined' ? undefined : location.href;
  const found = new URL(url, base);
  found.protocol = found.protocol.replace(/^http/, 'ws');
  found.hash = '';
  if (!found.pathname.endsWith('/v1/ws')) found.pathname = `${found.pathname.replace(/\/$/, '')}/v1/ws`;
  return found.href;
}

/** The wire over one WebSocket per connection. */
export function createWebSocketTransport(options: WebSocketTransportOptions): Transport {
  const Socket = options.WebSocket ?? (globalThis.WebSocket as WebSocketTransportOptions['WebSocket']);
  if (!Socket) throw new TypeError('unable to connect; this runtime has no WebSocket, so one must be passed');
  const url = findSocketUrl(options.url);
  return { open: (listener) => connect(new Socket(url, 'entraide.v1'), listener) };
}

function connect(socket: WebSocketLike, listener: TransportListener): TransportConnection {
  let status: TransportConnection['status'] = 'connecting';
  const end = (code: number, reason: string) => {
    if (status === 'closed') return;
    status = 'closed';
    listener.closed(code, reason);
  };
  const close = (code: number = closeCodes.normal.code, reason = '') => {
    if (status === 'closed') return;
    // Browsers let a page use 1000 and 4000 to 4999 only.
    socket.close(code === closeCodes.normal.code || code >= 4000 ? code : undefined, reason);
    // On a dead network the closing handshake takes minutes; whoever closes needn't wait for it.
    queueMicrotask(() => end(code, reason));
  };
  socket.onopen = () => {
    if (status !== 'connecting') return;
    status = 'open';
    listener.opened();
  };
  socket.onmessage = ({ data }: { data: unknown }) => {
    if (status !== 'open') return;
    if (typeof data === 'string') listener.received(data);
    else close(closeCodes.notText.code, 'frames are text');
  };
  // `close` follows and says as much as a page may know; without a listener `ws` throws.
  socket.onerror = () => {};
  socket.onclose = ({ code, reason }: { code: number; reason: string }) => end(code, reason);
  return {
    get status() {
      return status;
    },
    send(frame) {
      if (status === 'open' && socket.readyState === isOpen) socket.send(frame);
    },
    close,
  };
}
