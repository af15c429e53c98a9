import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** A frame, parsed. */
export interface Frame {
  id?: number | string | undefined;
  method?: string;
  params?: Record<string, unknown> & { text?: string };
  result?: Record<string, unknown>;
}

/** One connection's frames on their way; what a tamperer doesn't send on is gone. */
export interface Wire {
  toServer(frame: Frame): void;
  toClient(frame: Frame): void;
}

/** What a proxy does to frames instead of passing them on. Each returns whether it dealt with the frame. */
export interface Tamperer {
  fromClient?(frame: Frame, wire: Wire): boolean;
  fromServer?(frame: Frame, wire: Wire): boolean;
}

/** Stands between clients and a server, and breaks what a transport promises. */
export async function createTamperingProxy(target: string, tamperer: Tamperer) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'entraide.v1' });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (client) => relay(client, new WebSocket(`${target}/v1/ws`, 'entraide.v1'), tamperer));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function relay(client: WebSocket, upstream: WebSocket, { fromClient, fromServer }: Tamperer): void {
  const early: string[] = [];
  const send = (text: string) => (upstream.readyState === WebSocket.OPEN ? upstream.send(text) : early.push(text));
  const wire: Wire = {
    toServer: (frame) => void send(JSON.stringify(frame)),
    toClient: (frame) => client.send(JSON.stringify(frame)),
  };
  client.on('message', (data) => {
    if (!fromClient?.(JSON.parse(String(data)), wire)) send(String(data));
  });
  upstream.on('open', () => {
    for (const text of early.splice(0)) upstream.send(text);
  });
  upstream.on('message', (data) => {
    if (!fromServer?.(JSON.parse(String(data)), wire)) client.send(String(data));
  });
  client.on('close', () => upstream.close());
  upstream.on('close', () => client.close());
  upstream.on('error', () => client.terminate());
}
