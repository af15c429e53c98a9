import type { Client } from '@entraide/client';
import { createContext, type ReactNode, useContext } from 'react';

const ClientContext = createContext<Client | null>(null);

/** Gives its children a client. Who made the client closes it. */
export const EntraideProvider = ({ client, children }: { client: Client; children?: ReactNode }) => (
  <ClientContext.Provider value={client}>{children}</ClientContext.Provider>
);

/** The client of the nearest provider. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('unable to find the client; there is no EntraideProvider above');
  return client;
}
