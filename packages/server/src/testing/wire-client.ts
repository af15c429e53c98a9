import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

export interface WireError {
  code: number;
  message: string;
  data?: { reason?: string; retry?: string; retryAfterMs?: number };
}

export interface WireNotification {
  method: string;
  params: Record<string, unknown>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at, not typed; the schema has its own tests.
type Answer = any;

/** The wire contract by hand, for tests: no reconnecting, no remembering, and nothing that stops a bad frame. */
export interface WireClient {
  /** Rejects with the `WireError` of the answer, or with `{ closed }` when the connection ends first. */
  call(method: string, params?: unknown): Promise<Answer>;
  /** The same, with a fresh command id. */
  command(method: string, params: Record<string, unknown>): Promise<Answer>;
  /** The reason that a call is refused with, or its JSON-RPC code. */
  refusal(method: string, params?: unknown): Promise<string | number | undefined>;
  /** The first notification, from the beginning on, that fits. */
  heard(method: string, fits?: (params: Answer) => boolean): Promise<Answer>;
  /** The answer to a frame that carries no id of ours. */
  sendRaw(frame: string | Buffer): void;
  readonly notifications: readonly WireNotification[];
  /** Answers without a known id: to frames that could not be read. */
  readonly strays: readonly { error?: WireError }[];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;
  close(): void;
}

interface ConnectOptions {
  protocols?: string[];
  headers?: Record<string, string>;
}

/** Rejects with `{ status }` when the handshake is refused. */
export async function connectWire(url: string, options: ConnectOptions = {}): Promise<WireClient> {
  const { protocols = ['entraide.v1'], headers = {} } = options;
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/ws`, protocols, { headers, perMessageDeflate: false });
  const client = wrap(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      reject(Object.assign(new Error('unable to connect; the handshake was refused'), { status: response.statusCode }));
    });
  });
  return client;
}

function wrap(socket: WebSocket): WireClient {
  const pending = new Map<number, { resolve: (result: unknown) => void; reject: (error: unknown) => void }>();
  const notifications: WireNotification[] = [];
  const strays: { error?: WireError }[] = [];
  const waiting: (() => void)[] = [];
  let lastId = 0;
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      for (const { reject } of pending.values()) reject({ closed: code });
      pending.clear();
      resolve({ code, reason: reason.toString() });
    });
  });
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString());
    const call = pending.get(frame.id);
    if (call) {
      pending.delete(frame.id);
      if (frame.error) call.reject(frame.error);
      else call.resolve(frame.result);
    } else if (frame.method) notifications.push(frame);
    else strays.push(frame);
    for (const wake of waiting.splice(0)) wake();
  });
  const call = (method: string, params: unknown = {}) =>
    new Promise<Answer>((resolve, reject) => {
      if (socket.readyState !== socket.OPEN) return reject({ closed: 0 });
      lastId += 1;
      pending.set(lastId, { resolve, reject });
      socket.send(JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params }));
    });
  return {
    call,
    command: (method, params) => call(method, { commandId: randomUUID(), ...params }),
    refusal: (method, params) =>
      call(method, params).then(
        () => undefined,
        (error: WireError) => error.data?.reason ?? error.code,
      ),
    async heard(method, fits = () => true) {
      for (;;) {
        const found = notifications.find((one) => one.method === method && fits(one.params));
        if (found) return found.params;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    sendRaw: (frame) => socket.send(frame, { binary: typeof frame !== 'string' }),
    notifications,
    strays,
    closed,
    socket,
    close: () => socket.close(1000),
  };
}

/** Opens a session: with a token a member's, without one a new visitor's. */
export async function join(
  url: string,
  params: { community: string; token?: string },
): Promise<WireClient & { opened: Answer }> {
  const client = await connectWire(url);
  return Object.assign(client, { opened: await client.call('session.open', params) });
}
