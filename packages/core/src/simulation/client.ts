import { closeAction } from '../protocol/close-codes.js';
import { type ClientFeeds, createClientFeeds } from './client-feeds.js';
import type { AnswerFrame, ClientOptions, Line } from './client-line.js';
import { type ClientOutbox, createClientOutbox } from './client-outbox.js';

/** A person's client: keeps what it sent until it is answered, comes back wherever a node listens, and notes it all. */
export interface SimulatedClient {
  readonly who: string;
  /** The person's id; empty before their first session. */
  readonly id: string;
  readonly isOnline: boolean;
  readonly outbox: ClientOutbox;
  readonly feeds: ClientFeeds;
  connect(): void;
  /** Goes away; what isn't answered stays in the outbox. */
  disconnect(): void;
}

/** Whoever isn't answered for so long goes elsewhere. */
const patienceMs = 6_000;

export function createSimulatedClient(options: ClientOptions): SimulatedClient {
  const { who, clock, dice } = options;
  const outbox = createClientOutbox(options);
  const feeds = createClientFeeds(options);
  let link: { end(code: number): void } | null = null;
  let isWanted = false;
  let isOnline = false;
  let connections = 0;
  let id = '';

  function comeBack() {
    if (isWanted) clock.schedule(dice.between(50, 900), () => isWanted && !link && open());
  }

  function open() {
    connections += 1;
    const connection = connections;
    const own = createLink(options, connection, {
      opened(line, session) {
        id = session.id;
        isOnline = true;
        line.note({ is: 'opened', ...session });
        feeds.opened(line);
        outbox.opened(line);
      },
      notified: (method, params) => feeds.notified(method, params),
      ended(code) {
        if (link !== own) return;
        [link, isOnline] = [null, false];
        feeds.ended();
        outbox.ended();
        options.note({ is: 'closed', code }, connection);
        if (closeAction(code) === 'stop' && code >= 4500) throw new Error(`${who} was told to stop: ${code}`);
        comeBack();
      },
    });
    link = own;
  }

  return {
    who,
    get id() {
      return id;
    },
    get isOnline() {
      return isOnline;
    },
    outbox,
    feeds,
    connect() {
      isWanted = true;
      if (!link) open();
    },
    disconnect() {
      isWanted = false;
      link?.end(1000);
    },
  };
}

interface LinkListener {
  opened(line: Line, session: { kind: 'visitor' | 'coach' | 'manager' | 'brand'; id: string }): void;
  notified(method: string, params: never): void;
  ended(code: number): void;
}

/** One connection: opens the session, pairs answers with calls, and gives up when nobody answers. */
function createLink(
  { token, clock, open, note }: ClientOptions,
  connection: number,
  listener: LinkListener,
): { end(code: number): void } {
  const waiting = new Map<number, { answer: (frame: AnswerFrame) => void; cancel: () => void }>();
  let lastId = 0;
  let isEnded = false;
  const end = (code: number) => {
    if (isEnded) return;
    isEnded = true;
    for (const { cancel } of waiting.values()) cancel();
    wire.close();
    listener.ended(code);
  };
  const line: Line = {
    connection,
    call(method, params, answer) {
      if (isEnded) return;
      lastId += 1;
      const id = lastId;
      waiting.set(id, { answer, cancel: clock.schedule(patienceMs, () => end(1006)) });
      wire.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    },
    note: (fact) => note(fact, connection),
  };
  const cancelOpen = clock.schedule(patienceMs, () => end(1006));
  const wire = open({
    opened() {
      cancelOpen();
      line.call('session.open', { community: 'sim', token }, ({ result, error }) => {
        const actor = result?.actor as { kind: 'visitor'; id: string } | undefined;
        if (actor) listener.opened(line, actor);
        else if (error?.data?.reason === 'unavailable') end(1006);
        else throw new Error(`unable to open a session; ${JSON.stringify(error)}`);
      });
    },
    received(text) {
      if (isEnded) return;
      const frame = JSON.parse(text);
      if (frame.method) return listener.notified(frame.method, frame.params as never);
      const call = waiting.get(frame.id);
      waiting.delete(frame.id);
      call?.cancel();
      call?.answer(frame);
    },
    closed(code) {
      cancelOpen();
      end(code);
    },
  });
  return { end };
}
