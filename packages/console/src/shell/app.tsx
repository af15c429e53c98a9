import { type Client, createClient } from '@entraide/client';
import { EntraideProvider, useConnectionStatus, useStore } from '@entraide/react';
import { useEffect, useState } from 'react';
import type { SignIn } from '../session/read-sign-in.js';
import type { SignInStore } from '../session/sign-in-store.js';
import { LanguageProvider } from '../texts/language.js';
import { ChooseLanguage } from './language-menu.js';
import { Shell } from './shell.js';
import { SignedOut } from './signed-out.js';
import { useLanguageChoice } from './use-language-choice.js';

/** Makes the client of whoever signed in. */
export type Connect = (signIn: SignIn) => Client;

const connectTo: Connect = ({ token, community, url = location.origin }) => createClient({ url, community, token });

interface AppProps {
  signIn: SignInStore;
  connect?: Connect;
}

/** The whole console, for whoever is signed in. */
export function App({ signIn, connect = connectTo }: AppProps) {
  const current = useStore(signIn);
  const [language, choose] = useLanguageChoice();
  return (
    <LanguageProvider language={language}>
      <ChooseLanguage.Provider value={choose}>
        {typeof current === 'string' ? (
          <SignedOut why={current} />
        ) : (
          <SignedIn key={current.token} current={current} connect={connect} store={signIn} />
        )}
      </ChooseLanguage.Provider>
    </LanguageProvider>
  );
}

interface SignedInProps {
  current: SignIn;
  connect: Connect;
  store: SignInStore;
}

function SignedIn({ current, connect, store }: SignedInProps) {
  const [client] = useState(() => connect(current));
  useEffect(() => {
    client.open();
    return () => void client.close();
  }, [client]);
  return (
    <EntraideProvider client={client}>
      <Admitted store={store} />
    </EntraideProvider>
  );
}

function Admitted({ store }: { store: SignInStore }) {
  const { state, error } = useConnectionStatus();
  const isEnded = state === 'stopped' && error?.code === 'unauthenticated';
  useEffect(() => {
    if (isEnded) store.renew();
  }, [isEnded, store]);
  return isEnded ? <SignedOut why="ended" /> : <Shell signOut={store.forget} />;
}
