import { createClient, createMemoryStorage } from '@entraide/client';
import { type Community, createCommunity, type Transport } from '@entraide/core';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  EntraideProvider,
  useAsk,
  useAvailability,
  useClaim,
  useConnectionStatus,
  useConversation,
  useExplain,
  useInbox,
  useMe,
  usePresence,
  useTyping,
} from './index.js';

let community: Community;
beforeEach(() => {
  community = createCommunity({ id: 'shop' });
  sent = [];
});
afterEach(async () => {
  cleanup();
  await community.close();
});

/** Frames that clients sent, by method. */
let sent: string[] = [];

function transport(): Transport {
  const inner = community.transport();
  return {
    open(listener) {
      const connection = inner.open(listener);
      return {
        ...connection,
        send(frame) {
          sent.push(JSON.parse(frame).method);
          connection.send(frame);
        },
      };
    },
  };
}

const makeClient = (coach?: string) =>
  createClient({
    community: 'shop',
    transport: transport(),
    storage: createMemoryStorage(),
    ...(coach ? { token: community.memberToken('coach', { name: coach }) } : {}),
  });
type Client = ReturnType<typeof makeClient>;

const show = (client: Client, children: ReactNode) =>
  render(
    <StrictMode>
      <EntraideProvider client={client}>{children}</EntraideProvider>
    </StrictMode>,
  );
const shows = (text: string) => waitFor(() => expect(document.body.textContent).toContain(text));

function Talk({ id }: { id: string }) {
  const { messages, summary, post } = useConversation(id);
  const { typing } = useTyping(id);
  return (
    <div>
      <button type="button" onClick={() => post('Hello')}>
        post
      </button>
      <p>{summary.status}</p>
      <p>{typing ? `${typing.name} types` : 'quiet'}</p>
      {messages.map(({ id: key, text, isMine, delivery }) => (
        <p key={key}>{`${isMine ? 'me' : 'they'}: ${text} (${delivery})`}</p>
      ))}
    </div>
  );
}

function Visitor() {
  const { ask, asked } = useAsk();
  const { value } = useAvailability();
  const { state } = useConnectionStatus();
  return (
    <div>
      <p>{`${state}, ${value?.open ? 'open' : 'shut'}`}</p>
      <button type="button" onClick={() => ask({ text: 'Red ones?' })}>
        ask
      </button>
      {asked.map((id) => (
        <Talk key={id} id={id} />
      ))}
    </div>
  );
}

function Why({ id }: { id: string }) {
  const { status, value } = useExplain(id);
  return <p>{`why: ${value ? value.coaches.map(({ verdict }) => verdict).join() : status}`}</p>;
}

function Coach() {
  const { value: requests } = useInbox();
  const { value: coaches, setPresence } = usePresence();
  const { coach } = useMe();
  const { claim, decline } = useClaim();
  return (
    <div>
      <p>{`${coach.name} holds ${coach.slots.length}; ${coaches.map(({ name, status }) => `${name} ${status}`).join()}`}</p>
      <button type="button" onClick={() => setPresence({ status: 'away' })}>
        pause
      </button>
      {requests.map(({ key, text }) => (
        <div key={key}>
          <button type="button" onClick={() => claim(key)}>{`claim ${text}`}</button>
          <button type="button" onClick={() => decline(key, { reason: 'busy' })}>{`decline ${text}`}</button>
          <Why id={key} />
        </div>
      ))}
      {coach.slots.map((id) => (
        <Talk key={id} id={id} />
      ))}
    </div>
  );
}

const press = (name: string | RegExp) => act(async () => screen.getByRole('button', { name }).click());

describe('a visitor and a coach on the hooks', () => {
  it('talk to each other', async () => {
    const ana = makeClient();
    const ben = makeClient('Ben');
    const desk = show(ben, <Coach />);
    await shows('Ben holds 0; Ben available');
    const talk = show(ana, <Visitor />);
    await shows('online, open');
    await press('ask');
    await shows('me: Red ones? (sent)');
    await press('claim Red ones?');
    await shows('Ben holds 1');
    ana.conversation(ana.asked.getSnapshot()[0] as string).setTyping();
    await waitFor(() => expect(desk.container.textContent).toContain('Visitor types'));
    await act(async () => desk.getAllByRole('button', { name: 'post' })[0]?.click());
    await waitFor(() => expect(talk.container.textContent).toContain('they: Hello (sent)'));
    expect(talk.container.textContent).toContain('held');
    await act(async () => desk.getAllByRole('button', { name: 'pause' })[0]?.click());
    await shows('Ben away');
    await Promise.all([ana.close(), ben.close()]);
  });

  it('show a coach why a request is theirs to take, until they let it pass', async () => {
    const ana = makeClient();
    const ben = makeClient('Ben');
    show(ben, <Coach />);
    await shows('Ben holds 0; Ben available');
    const { id } = ana.ask({ text: 'Red ones?' });
    await shows('claim Red ones?');
    await shows('why: board');
    expect(sent.filter((method) => method === 'match.explain')).toHaveLength(1);
    await press('decline Red ones?');
    await waitFor(() => expect(document.body.textContent).not.toContain('claim Red ones?'));
    await expect(ben.conversation(id).claim()).rejects.toMatchObject({ code: 'already_declined' });
    await Promise.all([ana.close(), ben.close()]);
  });

  it('share one subscription, however often a component is shown', async () => {
    const ben = makeClient('Ben');
    show(
      ben,
      <>
        <Coach />
        <Coach />
      </>,
    );
    await shows('Ben holds 0');
    expect(sent.filter((method) => method === 'view.open')).toHaveLength(2);
    expect(sent.filter((method) => method === 'feed.open')).toHaveLength(1);
    await ben.close();
  });
});

describe('a hook', () => {
  it('renders on a server without connecting', () => {
    const client = makeClient();
    const html = renderToString(
      <EntraideProvider client={client}>
        <Visitor />
      </EntraideProvider>,
    );
    expect(html).toContain('idle, shut');
    expect(client.status.getSnapshot().state).toBe('idle');
  });

  it('says what is missing when there is no provider', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<Visitor />)).toThrow('unable to find the client; there is no EntraideProvider above');
    vi.restoreAllMocks();
  });
});
