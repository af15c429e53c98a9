import { connect, type NatsConnection, type NodeConnectionOptions, type Subscription } from '@nats-io/transport-node';
import { type BusLink, type BusLinkOptions, busBackoffMs } from './bus-link.js';

/** NATS core: nothing is kept, no JetStream. */
export function openNatsLink({ url, prefix, changed }: BusLinkOptions): BusLink {
  const channels = new Map<string, { heard: (text: string) => void; subscription: Subscription | null }>();
  let connection: NatsConnection | null = null;
  let isUp = false;
  let isClosed = false;
  let confirmed: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let first = () => {};
  const isConnected = new Promise<void>((resolve) => {
    first = resolve;
  });
  // Any text is a subject to us; to NATS dots, stars and spaces mean something.
  const named = (channel: string) => `${prefix}.${Buffer.from(channel).toString('base64url')}`;
  const tell = (up: boolean, error?: unknown) => {
    isUp = up;
    changed(error);
  };
  const listenTo = (channel: string) => {
    const known = channels.get(channel);
    if (!known || !connection) return;
    const callback = (_: unknown, message: { string(): string }) => known.heard(message.string());
    known.subscription = connection.subscribe(named(channel), { callback });
  };
  const attempt = async (attempts: number): Promise<void> => {
    try {
      const opened = await connect(natsOptions(url));
      if (isClosed) return await opened.close();
      connection = opened;
      for (const channel of channels.keys()) listenTo(channel);
      void watch(opened, tell);
      // It gives up by itself where it was refused: then all begins anew.
      void opened.closed().then((error) => {
        connection = null;
        if (isClosed) return;
        tell(false, error ?? new Error('the connection was closed'));
        timer = setTimeout(() => void attempt(0), busBackoffMs(5));
      });
      await opened.flush();
      tell(true);
      first();
    } catch (error) {
      if (isClosed) return;
      tell(false, error);
      timer = setTimeout(() => void attempt(attempts + 1), busBackoffMs(attempts));
    }
  };
  void attempt(0);
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
      clearTimeout(timer);
      first();
      await connection?.close().catch(changed);
    },
  };
}

async function watch(connection: NatsConnection, tell: (isUp: boolean, error?: unknown) => void): Promise<void> {
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
