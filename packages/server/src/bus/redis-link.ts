import { createClient } from 'redis';
import { type BusLink, type BusLinkOptions, busBackoffMs } from './bus-link.js';

/** Redis pub/sub, or whatever speaks like it: a connection to publish and one to listen. */
export function openRedisLink({ url, prefix, changed }: BusLinkOptions): BusLink {
  const publisher = createClient({
    url,
    // What can't be sent now is of no use later.
    disableOfflineQueue: true,
    // Finds a connection that died without a word.
    pingInterval: 5_000,
    socket: { reconnectStrategy: busBackoffMs, connectTimeout: 5_000, socketTimeout: 15_000 },
    maintNotifications: 'disabled',
  });
  const subscriber = publisher.duplicate({ disableOfflineQueue: false });
  const clients = [publisher, subscriber];
  const named = (channel: string) => `${prefix}/${channel}`;
  let isClosed = false;
  for (const client of clients) {
    client.on('error', (error) => changed(error));
    for (const event of ['ready', 'reconnecting', 'end']) client.on(event, () => changed());
    // Tries for as long as it takes: it rejects only when this closes.
    client.connect().catch(changed);
  }
  return {
    isUp: () => !isClosed && clients.every(({ isReady }) => isReady),
    send: (channel, text) => publisher.publish(named(channel), text),
    async listen(channel, heard) {
      await subscriber.subscribe(named(channel), heard).catch(changed);
    },
    async unlisten(channel) {
      if (!isClosed) await subscriber.unsubscribe(named(channel)).catch(changed);
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      for (const client of clients) if (client.isOpen) client.destroy();
    },
  };
}
