import type { Duplex } from 'node:stream';
import type { AcceptedConnection } from '@entraide/core';
import { closeCodes } from '@entraide/core/protocol';
import type { WebSocket } from 'ws';
import { encodeTextFrames } from './text-frames.js';
import type { Turn } from './turn.js';

export interface WsConnectionOptions {
  /** Bytes that may wait for a slow reader when the next frame comes: one frame alone may be larger. */
  outboundBytesMax: number;
  /** Whose connection it is, where networks tell. */
  address?: string | undefined;
  /** What one turn sends leaves together. */
  turn: Turn;
  /** @defaultValue 25 s, so that proxies with a minute of patience keep the socket */
  pingEveryMs?: number;
  /** How long a pong may take. @defaultValue 8 s */
  pongWithinMs?: number;
}

type Listener = Parameters<AcceptedConnection['listen']>[0];

/**
 * A `ws` socket as the core knows connections. Whoever doesn't answer a ping, reads too slowly or sends anything but
 * text is closed with the code that says so; the core hears of every close once, and of no frame after it.
 *
 * @param socket the network socket under `ws`, kept from the `upgrade` event
 */
export function createWsConnection(ws: WebSocket, socket: Duplex, options: WsConnectionOptions): AcceptedConnection {
  let listener: Listener | undefined;
  let isOpen = true;
  let frames: string[] = [];
  let waiting = 0;
  const flush = () => {
    if (frames.length > 0 && ws.readyState === ws.OPEN) socket.write(encodeTextFrames(frames));
    frames = [];
    waiting = 0;
  };
  const ended = (code: number, reason: string) => {
    if (!isOpen) return;
    isOpen = false;
    heartbeat.stop();
    // Never within a call of the core's own.
    queueMicrotask(() => listener?.closed(code, reason));
  };
  const close = (code: number, reason: string) => {
    if (!isOpen) return;
    ended(code, reason);
    flush();
    ws.close(code, reason);
  };
  const heartbeat = startHeartbeat(ws, options, () => close(closeCodes.silent.code, 'silent'));
  ws.on('message', (data, isBinary) => {
    if (isBinary) close(closeCodes.notText.code, 'not_text');
    else if (isOpen) listener?.received(data.toString());
  });
  ws.on('close', (code, reason) => ended(code, reason.toString()));
  // What was wrong with a frame is in the code of the close that follows.
  ws.on('error', () => undefined);
  return {
    address: options.address,
    send(frame) {
      if (!isOpen) return;
      if (ws.bufferedAmount + waiting > options.outboundBytesMax)
        return close(closeCodes.slowReader.code, 'slow_reader');
      if (frames.length === 0) options.turn.atEnd(flush);
      frames.push(frame);
      waiting += frame.length;
    },
    close,
    listen(own) {
      listener = own;
    },
  };
}

function startHeartbeat(ws: WebSocket, options: WsConnectionOptions, silent: () => void): { stop(): void } {
  const { pingEveryMs = 25_000, pongWithinMs = 8_000 } = options;
  let timer = setTimeout(ping, pingEveryMs);
  function ping() {
    ws.ping();
    timer = setTimeout(silent, pongWithinMs);
  }
  ws.on('pong', () => {
    clearTimeout(timer);
    if (ws.readyState === ws.OPEN) timer = setTimeout(ping, pingEveryMs);
  });
  return { stop: () => clearTimeout(timer) };
}
