import { connect, type NatsConnection, type NodeConnectionOptions, type Subscription } from '@nats-io/transport-node';
import { type BusLink, type BusLinkOptions, busBackoffMs } from './bus-link.js';

/** NATS core: nothing is kept, no JetStream. */
export function openNatsLink({ url, prefix, changed }: BusLinkOptions): BusLink {
  const channels = new Map<string, { heard: (text: string) => void; subscription: Subscription | null }>();
  let connection: NatsConnection | null = null;
  let isUp = false;
  let isClosed = false;
  let confirmed: Promise<void> | null = null;
  let first = () => {};
  const isConnected = new Promise<void>((resolve) => {
    first = resolve;
  });
  // Any text is a subject to us; to NATS dots, stars and spaces mean something.
  const named = (channel: string) => `${prefix}.${Buffer.from(channel).toString('base64url')}`;
  const listenTo = (channel: string) => {
    const known = channels.get(channel);
    if (!known || !connection) return;
    const callback = (_: unknown, message: { string(): string }) => known.heard(message.string());
    known.subscription = connection.subscribe(named(channel), { callback });
  };
  const stop = keepConnected(url, {
    opened(now) {
      connection = now;
      if (now) for (const channel of channels.keys()) listenTo(channel);
    },
    tell(up, error) {
      isUp = up;
      if (up) first();
      changed(error);
    },
  });
  return {
    isUp: () => isUp && !isClosed,
    send(channel, text) {
      if (!connection) throw new Error('unable to publish; there is no connection');
      connection.publish(named(channel), text);
      // One question for all that is sent until it is answered.
      confirmed ??= connection.flush().finally(() => {
        confirmed = null;
      });
      return confirmed;
    },
    async listen(channel, heard) {
      channels.set(channel, { heard, subscription: null });
      listenTo(channel);
      await (connection?.flush().catch(changed) ?? isConnected);
    },
    async unlisten(channel) {
      channels.get(channel)?.subscription?.unsubscribe();
      channels.delete(channel);
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      stop();
      first();
      await connection?.close().catch(changed);
    },
  };
}

interface Connected {
  /** Null when it is gone for good, and another is sought. */
  opened(connection: NatsConnection | null): void;
  tell: Tell;
}

type Tell = (isUp: boolean, error?: unknown) => void;

/** Tries until it is there, and anew where it gave up: the client does so only where it was refused. */
function keepConnected(url: string, { opened, tell }: Connected): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const attempt = async (attempts: number): Promise<void> => {
    const again = (next: number, error: unknown) => {
      if (isStopped) return;
      tell(false, error);
      clearTimeout(timer);
      timer = setTimeout(() => void attempt(next), busBackoffMs(next));
    };
    try {
      const connection = await connect(natsOptions(url));
      if (isStopped) return await connection.close();
      opened(connection);
      void watch(connection, tell);
      void connection.closed().then((error) => {
        opened(null);
        again(5, error ?? new Error('the connection was closed'));
      });
      await connection.flush();
      tell(true);
    } catch (error) {
      again(attempts + 1, error);
    }
  };
  void attempt(0);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

async function watch(connection: NatsConnection, tell: Tell): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === 'disconnect' || status.type === 'staleConnection') tell(false);
    else if (status.type === 'reconnect') tell(true);
    else if (status.type === 'error') tell(!connection.isClosed(), status.error);
  }
}

/** Only the first attempt is ours: after that the client comes back by itself. */
function natsOptions(text: string): NodeConnectionOptions {
  const url = new URL(text);
  const [user, pass] = [url.username, url.password].map(decodeURIComponent) as [string, string];
  return {
    servers: `${url.hostname}:${url.port || 4222}`,
    ...(url.protocol === 'tls:' && { tls: {} }),
    ...(user && (pass ? { user, pass } : { token: user })),
    timeout: 5_000,
    maxReconnectAttempts: -1,
    reconnectDelayHandler: () => busBackoffMs(5),
    // Finds a connection that died without a word.
    pingInterval: 5_000,
    maxPingOut: 2,
  };
}
