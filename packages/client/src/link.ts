import type { Method, NotificationName, NotificationParams, Params, Result } from '@entraide/core/protocol';
import type { Connection, Session } from './connection.js';
import { createFailure, readWireError } from './entraide-error.js';
import { encodeNotification, encodeRequest, type Incoming } from './json-rpc.js';

interface LinkListener {
  opened(session: Session): void;
  lost(): void;
}

/** One session after another, as everything above a connection sees them. */
export interface Link {
  /** The session that is open now. */
  readonly session: Session | null;
  /** Sends now. Rejects with `disconnected` when there is no session, or when it ends without an answer. */
  request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  /** The same with params that are JSON text already. */
  requestText(method: Method, params: string): Promise<unknown>;
  /** Sends now, or not at all. */
  signal(params: Params<'signal'>): void;
  /** Tells of each session, the present one included. */
  follow(listener: LinkListener): () => void;
  onNotification<N extends NotificationName>(name: N, listener: (params: NotificationParams<N>) => void): () => void;
}

/** The end of a link that its connection holds. */
export interface LinkFeed {
  opened(session: Session): void;
  lost(): void;
  received(message: Incoming): void;
}

interface Call {
  method: Method;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** @param needed called when somebody wants a session */
export const createLink = (send: Connection['send'], needed: () => void): Link & LinkFeed =>
  new SessionLink(send, needed);

class SessionLink implements Link, LinkFeed {
  readonly #send: Connection['send'];
  readonly #needed: () => void;
  readonly #calls = new Map<number, Call>();
  readonly #followers = new Set<LinkListener>();
  readonly #listeners = new Map<string, Set<(params: never) => void>>();
  #lastId = 0;
  session: Session | null = null;

  constructor(send: Connection['send'], needed: () => void) {
    this.#send = send;
    this.#needed = needed;
  }

  request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    return this.requestText(method, JSON.stringify(params)) as Promise<Result<M>>;
  }

  requestText(method: Method, params: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.session) return reject(createFailure(method, 'disconnected'));
      this.#lastId += 1;
      this.#calls.set(this.#lastId, { method, resolve, reject });
      this.#send(encodeRequest(this.#lastId, method, params));
    });
  }

  signal(params: Params<'signal'>): void {
    if (this.session) this.#send(encodeNotification('signal', params));
  }

  follow(listener: LinkListener): () => void {
    this.#followers.add(listener);
    this.#needed();
    if (this.session) listener.opened(this.session);
    return () => this.#followers.delete(listener);
  }

  onNotification<N extends NotificationName>(name: N, listener: (params: NotificationParams<N>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  opened(session: Session): void {
    this.session = session;
    for (const follower of [...this.#followers]) follower.opened(session);
  }

  lost(): void {
    this.session = null;
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const { method, reject } of calls) reject(createFailure(method, 'disconnected'));
    for (const follower of [...this.#followers]) follower.lost();
  }

  received(message: Incoming): void {
    if (message.kind === 'notification') {
      for (const listener of [...(this.#listeners.get(message.method) ?? [])]) listener(message.params as never);
      return;
    }
    const call = this.#calls.get(message.id);
    if (!call) return;
    this.#calls.delete(message.id);
    if (message.kind === 'answer') call.resolve(message.result);
    else call.reject(readWireError(call.method, message.error));
  }
}
