import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AcceptedConnection } from '@entraide/core';
import { closeCodes } from '@entraide/core/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import type { LimitSettings } from '../settings/server-settings.js';
import { createAcceptRate } from './accept-rate.js';
import { placeOf, readAddress } from './address.js';
import { createAddressLimits } from './address-limits.js';
import { isOriginAllowed } from './origin.js';
import { createTurn } from './turn.js';
import { createWsConnection } from './ws-connection.js';

export const socketPath = '/v1/ws';
export const subprotocol = 'entraide.v1';

// Not yet in @types/ws. By its own defaults ws lets thirty sockets pin hundreds of megabytes (ws issue 2331); a frame of
// ours never comes in pieces. A closing handshake that takes longer is cut.
const bounds = { maxFragments: 16, maxBufferedChunks: 256, closeTimeout: 5_000 };

export interface SocketGateOptions {
  accept(connection: AcceptedConnection): void;
  origins: ReadonlySet<string>;
  /** Whether pages of this very server may connect. */
  servesPages: boolean;
  addressHeader?: string;
  limits: LimitSettings;
  /** Told of every handshake that is refused. */
  refused?(reason: string): void;
}

export interface SocketGate {
  /** Answers the WebSocket handshakes of an HTTP server from now on. */
  attach(server: Server): void;
  /** Refuses new sockets. */
  drain(): void;
  /** Closes those that are left and waits for them. */
  close(): Promise<void>;
}

type Refusal = { status: number; reason: string };
type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The WebSocket door: who may come in, and within what bounds. */
export function createSocketGate(options: SocketGateOptions): SocketGate {
  const { limits } = options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.session.frameBytesMax,
    perMessageDeflate: false,
    ...bounds,
    handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
  });
  const addresses = createAddressLimits({
    atOnceMax: limits.socketsPerAddressMax,
    perMinute: limits.socketsPerAddressPerMinute,
  });
  const { newSocketsPerSecond: perSecond } = limits;
  const accepting = createAcceptRate({ perSecond, burst: 2 * perSecond });
  const turn = createTurn();
  let isDraining = false;

  const refusalOf = (request: IncomingMessage): Refusal | null => {
    if (isDraining) return { status: 503, reason: 'draining' };
    const { origin, host } = request.headers;
    const isAllowed = isOriginAllowed({ origin, host }, { origins: options.origins, own: options.servesPages });
    if (!isAllowed) return { status: 403, reason: 'origin_not_allowed' };
    if (!speaksOurs(request)) return { status: 400, reason: 'unknown_subprotocol' };
    if (server.clients.size >= limits.socketsMax) return { status: 503, reason: 'too_many_sockets' };
    if (!accepting.take()) return { status: 503, reason: 'too_many_new_sockets' };
    return null;
  };
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refusalOf(request);
    const place = refusal ? null : addresses.enter(readAddress(request, options.addressHeader));
    if (!place) {
      const why = refusal ?? { status: 429, reason: 'too_many_sockets_of_address' };
      options.refused?.(why.reason);
      return refuse(socket, why);
    }
    socket.once('close', place.leave);
    server.handleUpgrade(request, socket, head, (ws) => {
      const { outboundBytesMax } = limits;
      const address = placeOf(request, options.addressHeader);
      options.accept(createWsConnection(ws, socket, { outboundBytesMax, turn, address }));
    });
  };
  const listeners = new Map<Server, UpgradeListener>();
  return {
    attach(http) {
      const listener: UpgradeListener = (request, socket, head) => {
        if (request.url?.split('?')[0] === socketPath) upgrade(request, socket, head);
        // Somebody else's path, unless nobody else listens.
        else if (http.listenerCount('upgrade') === 1) refuse(socket, { status: 404, reason: 'not_found' });
      };
      listeners.set(http, listener);
      http.on('upgrade', listener);
    },
    drain() {
      isDraining = true;
    },
    async close() {
      isDraining = true;
      for (const [http, listener] of listeners) http.off('upgrade', listener);
      addresses.close();
      await closeAll(server);
    },
  };
}

const speaksOurs = ({ headers }: IncomingMessage) => {
  const offered = headers['sec-websocket-protocol'];
  return offered === undefined || offered.split(',').some((name) => name.trim() === subprotocol);
};

function refuse(socket: Duplex, { status, reason }: Refusal): void {
  const body = JSON.stringify({ reason });
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json\r\n`;
  // The handshake is over, and whoever sent it may be gone already.
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  const later = status === 503 ? 'retry-after: 1\r\n' : '';
  socket.end(`${head}${later}content-length: ${body.length}\r\n\r\n${body}`);
}

/** A bit more than `closeTimeout`: `ws` has cut such a socket itself, unless something went wrong with it. */
const goneWithinMs = 6_000;

/** Every socket gets its close frame; one that doesn't answer it is cut. */
async function closeAll(server: WebSocketServer): Promise<void> {
  const gone = [...server.clients].map((ws) => {
    const closed = untilClosed(ws);
    ws.close(closeCodes.draining.code, 'draining');
    return closed;
  });
  await Promise.all(gone);
}

/** Whatever else happens to it: a bad frame is an `error` first, and the `close` comes all the same. */
function untilClosed(ws: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => ws.terminate(), goneWithinMs);
    ws.once('close', () => {
      clearTimeout(late);
      resolve();
    });
  });
}
