import { type Client, type ClientOptions, createClient } from '@entraide/client';

interface Shared {
  client: Client;
  users: number;
}

const shared = new Map<string, Shared>();

/** Windows of one community on one page are one visitor, with one outbox. The last one to leave closes the client. */
export function shareClient(options: ClientOptions): { client: Client; leave(): void } {
  const key = `${options.url} ${options.community}`;
  const known = shared.get(key) ?? { client: createClient(options), users: 0 };
  known.users += 1;
  shared.set(key, known);
  return {
    client: known.client,
    leave() {
      known.users -= 1;
      if (known.users > 0) return;
      shared.delete(key);
      void known.client.close();
    },
  };
}
