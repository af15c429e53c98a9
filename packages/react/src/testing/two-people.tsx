import type { Client } from '@entraide/client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  EntraideProvider,
  useAsk,
  useAvailability,
  useClaim,
  useConversation,
  useDesk,
  useInbox,
  useLounge,
  usePresence,
} from '../index.js';

// #region talk
function Talk({ id }: { id: string }) {
  const { messages, post } = useConversation(id);
  return (
    <div>
      {messages.map(({ id: key, text }) => (
        <p key={key}>{text}</p>
      ))}
      <button type="button" onClick={() => void post('Half a size up.')}>
        answer
      </button>
    </div>
  );
}
// #endregion

// #region visitor
function Visitor() {
  const { value } = useAvailability();
  const { ask, asked } = useAsk();
  return (
    <section id="visitor">
      <button type="button" disabled={!value?.open} onClick={() => ask({ text: 'Do these run small?' })}>
        ask
      </button>
      {asked.map((id) => (
        <Talk key={id} id={id} />
      ))}
    </section>
  );
}
// #endregion

// #region coach
function Coach() {
  const { value: requests } = useInbox();
  const { claim } = useClaim();
  const { conversations } = useDesk();
  const { value: online } = usePresence();
  const { posts, post } = useLounge();
  return (
    <section id="coach">
      <p>{online.map(({ name }) => name).join()}</p>
      {posts.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
      <button type="button" onClick={() => void post('Good morning')}>
        greet
      </button>
      {requests.map(({ key }) => (
        <button key={key} type="button" onClick={() => void claim(key)}>
          claim
        </button>
      ))}
      {conversations.map(({ id }) => (
        <Talk key={id} id={id} />
      ))}
    </section>
  );
}
// #endregion

/** Two people on one page: what a test runs on one React after the other. */
export function showTwoPeople(container: Element, { visitor, coach }: { visitor: Client; coach: Client }): () => void {
  const root = createRoot(container);
  // #region provider
  root.render(
    <StrictMode>
      <EntraideProvider client={visitor}>
        <Visitor />
      </EntraideProvider>
      <EntraideProvider client={coach}>
        <Coach />
      </EntraideProvider>
    </StrictMode>,
  );
  // #endregion
  return () => root.unmount();
}
