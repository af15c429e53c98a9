import type { Clock, Transport, TransportConnection } from '@entraide/core';
import { closeAction, closeCodes, type NotificationParams, type Params, type Result } from '@entraide/core/protocol';
import { backoffMs } from './backoff.js';
import { createFailure, EntraideError, isEntraideError, readWireError } from './entraide-error.js';
import { encodeRequest, type Incoming, parseFrame } from './json-rpc.js';
import { createStore, type ReadonlyStore } from './store.js';
import type { Random } from './system.js';
import type { TokenSource } from './token-source.js';
import { createWatchdog } from './watchdog.js';

export type Session = Result<'session.open'>;

/**
 * `idle`: not started · `connecting`: the first attempt · `online`: the session is open · `reconnecting`: between
 * attempts, or in one · `stopped`: trying again would not help; see `error`.
 */
export type ConnectionState = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'stopped';

export interface ConnectionStatus {
  state: ConnectionState;
  /** When the next attempt is due, in Unix milliseconds; null unless one is waited for. */
  retryAt: number | null;
  /** Who this client is, since the first session. */
  actor: Session['actor'] | null;
  /** Why it is not online. */
  error: EntraideError | null;
}

interface ConnectionOptions {
  transport: Transport;
  clock: Clock;
  random: Random;
  tokens: TokenSource;
  /** What opens the session, but for the token. */
  hello(): Omit<Params<'session.open'>, 'token'>;
  /** The session is open: from here on, frames may be sent. */
  opened(session: Session): void;
  /** It no longer is, or never was. */
  lost(): void;
  received(message: Incoming): void;
}

/** Keeps one session open, as far as that is possible. */
export interface Connection {
  readonly status: ReadonlyStore<ConnectionStatus>;
  /** Begins, also after a stop. */
  start(): void;
  /** Sends now, or not at all. */
  send(frame: string): void;
  /** The network may be back: don't wait any longer, and don't trust that it was never gone. */
  wake(): void;
  /** The network may be gone: ask. */
  doubt(): void;
  stop(error: EntraideError): void;
}

/** Of the two requests that belong to the connection itself: `session.open` and the watchdog's question. */
const ownId = 0;
const openWithinMs = 10_000;
/** A connection that held this long has wiped the slate of failures before it. */
const steadyAfterMs = 10_000;

interface Attempt {
  socket: TransportConnection | null;
  cancelDeadline: () => void;
}

export const createConnection = (options: ConnectionOptions): Connection => new ConnectionMachine(options);

class ConnectionMachine implements Connection {
  readonly #options: ConnectionOptions;
  readonly #status = createStore<ConnectionStatus>({ state: 'idle', retryAt: null, actor: null, error: null });
  readonly #watchdog;
  #attempt: Attempt | null = null;
  #cancelRetry = () => {};
  #failures = 0;
  #onlineAt = 0;
  /** What the server asked to be left alone for, beyond the usual back-off. */
  #orderedWaitMs = 0;
  /** Whether a token has been renewed since one was last accepted. */
  #isRenewed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#watchdog = createWatchdog({
      clock: options.clock,
      probe: () => this.send(encodeRequest(ownId, 'availability.get', '{}')),
      silent: () => this.#end(this.#attempt, closeCodes.silent.code, 'silent'),
    });
  }

  get status(): ReadonlyStore<ConnectionStatus> {
    return this.#status;
  }

  start(): void {
    const { state } = this.#status.getSnapshot();
    if (state !== 'idle' && state !== 'stopped') return;
    this.#failures = 0;
    this.#isRenewed = false;
    this.#set({ state: 'connecting', retryAt: null, error: null });
    void this.#connect();
  }

  send(frame: string): void {
    if (this.#status.getSnapshot().state === 'online') this.#attempt?.socket?.send(frame);
  }

  wake(): void {
    const { state, retryAt } = this.#status.getSnapshot();
    if (state === 'online') this.#watchdog.doubt();
    if (state !== 'reconnecting' || retryAt === null || this.#orderedWaitMs > 0) return;
    this.#cancelRetry();
    this.#reconnect();
  }

  doubt(): void {
    if (this.#status.getSnapshot().state === 'online') this.#watchdog.doubt();
  }

  stop(error: EntraideError): void {
    this.#cancelRetry();
    this.#abandon(this.#attempt, closeCodes.normal.code, '');
    this.#set({ state: 'stopped', retryAt: null, error });
    this.#options.lost();
  }

  #set(change: Partial<ConnectionStatus>): void {
    this.#status.set({ ...this.#status.getSnapshot(), ...change });
  }

  async #connect(): Promise<void> {
    const { clock, tokens, transport } = this.#options;
    const attempt: Attempt = { socket: null, cancelDeadline: () => {} };
    this.#attempt = attempt;
    attempt.cancelDeadline = clock.schedule(openWithinMs, () =>
      this.#end(attempt, closeCodes.sessionTimeout.code, 'no session in time'),
    );
    try {
      const token = await tokens.load();
      if (this.#attempt !== attempt) return;
      attempt.socket = transport.open({
        opened: () => this.#attempt === attempt && this.#sayHello(attempt, token),
        received: (frame) => this.#attempt === attempt && this.#received(attempt, frame),
        closed: (code, reason) => this.#end(attempt, code, reason),
      });
    } catch (error) {
      this.#end(attempt, closeCodes.abnormal.code, 'no token, or no way to connect', error);
    }
  }

  #sayHello({ socket }: Attempt, token: string | undefined): void {
    const params = { ...this.#options.hello(), token };
    socket?.send(encodeRequest(ownId, 'session.open', JSON.stringify(params)));
  }

  #received(attempt: Attempt, frame: string): void {
    this.#watchdog.heard();
    const message = parseFrame(frame);
    if (!message) return;
    if (message.kind === 'notification' && message.method === 'session.closing') {
      const { retryAfterMs } = message.params as NotificationParams<'session.closing'>;
      this.#orderedWaitMs = retryAfterMs;
    } else if (this.#status.getSnapshot().state === 'online') this.#options.received(message);
    else if (message.kind === 'answer') this.#open(attempt, message.result as Session);
    else if (message.kind === 'refusal') this.#refused(attempt, readWireError('session.open', message.error));
  }

  #open(attempt: Attempt, session: Session): void {
    attempt.cancelDeadline();
    if (session.token) this.#options.tokens.keep(session.token);
    this.#isRenewed = false;
    this.#orderedWaitMs = 0;
    this.#onlineAt = this.#options.clock.now();
    this.#watchdog.start();
    this.#set({ state: 'online', retryAt: null, actor: session.actor, error: null });
    this.#options.opened(session);
  }

  #refused(attempt: Attempt, error: EntraideError): void {
    this.#orderedWaitMs = error.retryAfterMs ?? 0;
    const { unauthenticated, goingAway, protocolError } = closeCodes;
    const close =
      error.code === 'unauthenticated' ? unauthenticated : error.retry === 'same_id' ? goingAway : protocolError;
    this.#end(attempt, close.code, error.code, error);
  }

  #abandon(attempt: Attempt | null, code: number, reason: string): void {
    if (this.#attempt !== attempt) return;
    this.#attempt = null;
    this.#watchdog.stop();
    attempt?.cancelDeadline();
    attempt?.socket?.close(code, reason);
  }

  /** An attempt is over, or the connection that came of it. Its own later words are not listened to. */
  #end(attempt: Attempt | null, code: number, reason: string, cause?: unknown): void {
    if (!attempt || this.#attempt !== attempt) return;
    this.#abandon(attempt, code, reason);
    const wasOnline = this.#status.getSnapshot().state === 'online';
    if (wasOnline && this.#options.clock.now() - this.#onlineAt >= steadyAfterMs) this.#failures = 0;
    const error = isEntraideError(cause)
      ? cause
      : createFailure('session.open', 'disconnected', cause ?? { code, reason });
    const action = closeAction(code);
    if (action === 'stop') this.stop(error);
    else if (action === 'reauthenticate' && !this.#renewToken()) this.stop(unauthenticated(error));
    else this.#waitAndRetry(error);
  }

  /** Once between two sessions. */
  #renewToken(): boolean {
    if (this.#isRenewed) return false;
    this.#isRenewed = true;
    return this.#options.tokens.renew();
  }

  #waitAndRetry(error: EntraideError): void {
    const { clock, random, lost } = this.#options;
    const delayMs = this.#orderedWaitMs + backoffMs(this.#failures, random.fraction());
    this.#failures += 1;
    this.#set({ state: 'reconnecting', retryAt: clock.now() + delayMs, error });
    this.#cancelRetry = clock.schedule(delayMs, () => this.#reconnect());
    lost();
  }

  #reconnect(): void {
    this.#orderedWaitMs = 0;
    this.#set({ state: 'reconnecting', retryAt: null });
    void this.#connect();
  }
}

/** A close code says it as clearly as a refusal does. */
const unauthenticated = (error: EntraideError): EntraideError =>
  error.code === 'unauthenticated'
    ? error
    : new EntraideError('unable to open the session; unauthenticated', {
        code: 'unauthenticated',
        retry: 'never',
        cause: error,
      });
