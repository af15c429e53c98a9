import type { Clock, Transport } from '@entraide/core';
import type { Page } from '@entraide/core/protocol';
import { type Asked, createAsked } from './asked.js';
import { listenToBrowser } from './browser-signals.js';
import { type Call, createCall } from './call.js';
import type { Client } from './client.js';
import { type ClientStorage, createDefaultStorage } from './client-storage.js';
import { createClientStores } from './client-stores.js';
import { type Connection, createConnection, type Session } from './connection.js';
import { type Conversations, createConversations } from './conversations.js';
import { createEmitter, type Emitter } from './emitter.js';
import { createFailure } from './entraide-error.js';
import { createLink, type Link, type LinkFeed } from './link.js';
import { createOutbox, type Outbox } from './outbox.js';
import { waitingQuestions } from './outbox-file.js';
import { type Random, systemClock, systemRandom } from './system.js';
import { createTokenSource, type Token } from './token-source.js';
import { createVisitedPage, type VisitedPage } from './visited-page.js';
import { createWebSocketTransport } from './websocket-transport.js';

export interface ClientOptions {
  /** The server's address, `https://help.example.com`. Needed unless there is a transport. */
  url?: string;
  /** The community's id. */
  community: string;
  /** From the host application, for a coach or a manager: a token, or how to fetch one. Without it the client is a visitor. */
  token?: Token;
  /** @defaultValue a WebSocket to `url` */
  transport?: Transport;
  /** One per person and page. @defaultValue the browser's; elsewhere, memory */
  storage?: ClientStorage;
  /** Language of the person, as a BCP 47 tag. */
  locale?: string;
  /** Where the visitor is. */
  page?: Page;
  clock?: Clock;
  random?: Random;
}

/** Everything that one client is made of. */
interface ClientParts {
  clock: Clock;
  random: Random;
  locale: string | undefined;
  connection: Connection;
  link: Link;
  outbox: Outbox;
  call: Call;
  emitter: Emitter;
  page: VisitedPage;
  asked: Asked;
  conversations: Conversations;
  /** Of the server's clock against this one. */
  skewMs(): number;
}

/** One person's side of one community. */
export function createClient(options: ClientOptions): Client {
  const parts = assemble(options);
  const { clock, random, connection, link, outbox, call, emitter, page, asked, conversations } = parts;
  const stopListening = listenToBrowser({ wake: () => connection.wake(), doubt: () => connection.doubt() });
  if (outbox.content.getSnapshot().entries.some(({ refused }) => !refused)) connection.start();

  return {
    status: connection.status,
    asked,
    open: () => {
      if (connection.status.getSnapshot().error?.code !== 'client_closed') connection.start();
    },
    ask({ text, topic, locale = parts.locale, later }) {
      const conversationId = random.uuid();
      asked.add(conversationId);
      void call.put('conversation.ask', { conversationId, text, topic, locale, page: page.current, later });
      return conversations.open(conversationId);
    },
    conversation: conversations.open,
    ...createClientStores({ link, clock, emitter }),
    setPresence: (presence) => call.put('presence.set', presence),
    setPreferences: (preferences) => call.put('preferences.set', preferences),
    verifyExpertise: (expertise) => call.put('expertise.verify', expertise),
    setPage: (next) => page.set(next),
    call: call.call,
    now: () => clock.now() + parts.skewMs(),
    on: emitter.on,
    async close() {
      stopListening();
      asked.close();
      connection.stop(createFailure('session.open', 'client_closed'));
    },
  };
}

function assemble(options: ClientOptions): ClientParts {
  const { community, token, locale, clock = systemClock, random = systemRandom } = options;
  const { storage = createDefaultStorage(), transport = createWebSocketTransport({ url: options.url ?? '/' }) } =
    options;
  const key = (name: string) => `entraide:${community}:${name}`;
  const emitter = createEmitter();
  const asked = createAsked(storage, key('asked'));
  let skewMs = 0;

  const begin = () => {
    if (connection.status.getSnapshot().state === 'idle') connection.start();
  };
  const link: Link & LinkFeed = createLink((frame) => connection.send(frame), begin);
  const page = createVisitedPage(link, options.page);
  const outbox = createOutbox({
    storage,
    key: key(token === undefined ? 'visitor:outbox' : 'member:outbox'),
    clock,
    uuid: random.uuid,
    send: (method, params) => link.requestText(method, params),
    settled(entry, outcome) {
      const { method, conversationId } = entry;
      if (conversationId) conversations.find(conversationId)?.settled(entry, outcome);
      if ('error' in outcome) emitter.emit('refused', { method, conversationId, error: outcome.error });
    },
  });
  const opened = (session: Session) => {
    skewMs = session.serverAt - clock.now();
    asked.opened(waitingQuestions(outbox.content.getSnapshot()), session.token !== undefined);
    link.opened(session);
    outbox.open(session.actor.id);
    page.tell();
  };
  const connection = createConnection({
    transport,
    clock,
    random,
    tokens: createTokenSource({ token, storage, key: key('visitor'), clock }),
    hello: () => ({ community, locale, page: page.current }),
    opened,
    lost() {
      outbox.pause();
      link.lost();
      const { state, error } = connection.status.getSnapshot();
      const code = error?.code === 'client_closed' ? 'client_closed' : 'stopped';
      if (state === 'stopped') outbox.release({ code, cause: error });
    },
    received: (message) => link.received(message),
  });
  const call = createCall({ link, outbox, status: connection.status, begin });
  const kind = () => connection.status.getSnapshot().actor?.kind;
  const conversations = createConversations({ link, clock, random, outbox, emitter, ...call, kind });
  return {
    clock,
    random,
    locale,
    connection,
    link,
    outbox,
    call,
    emitter,
    page,
    asked,
    conversations,
    skewMs: () => skewMs,
  };
}
