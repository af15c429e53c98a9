import type { Ids } from './ports/ids.js';
import type { Transport } from './ports/transport.js';
import { type Method, methods } from './protocol/methods.js';
import { isRefusal, type Refusal } from './protocol/refusals.js';
import type { NotificationName, NotificationParams, Params, Result } from './protocol/types.js';

/** Ids that a caller may leave out: they are made. */
type MadeIds = 'commandId' | 'messageId' | 'conversationId' | 'commentId' | 'announcementId';
type Loose<P> = P extends unknown
  ? Omit<P, Extract<keyof P, 'commandId' | 'messageId' | 'commentId' | 'announcementId'>> &
      Partial<Pick<P, Extract<keyof P, MadeIds>>>
  : never;
/** `conversationId` is made for a new question, and named for all else. */
type CallParams<M extends Method> = M extends 'conversation.ask'
  ? Omit<Loose<Params<M>>, 'conversationId'> & { conversationId?: string }
  : Loose<Params<M>> & Pick<Params<M>, Extract<keyof Params<M>, 'conversationId'>>;

/** One person in a community in process, speaking the wire contract. */
export interface Participant {
  readonly kind: 'visitor' | 'coach' | 'manager' | 'brand' | 'host';
  readonly id: string;
  /** A visitor's, for coming back. */
  readonly token: string | undefined;
  /**
   * Calls a method. Command, message and conversation ids that are left out are made.
   * Rejects with a `RefusedError` whose `code` says why.
   */
  call<M extends Method>(method: M, params: CallParams<M>): Promise<Result<M>>;
  /** Tells the other side that one types or has read; may be dropped. */
  signal(params: Params<'signal'>): void;
  /** Listens to notifications; the returned function ends it. */
  on<N extends NotificationName>(name: N, listener: (params: NotificationParams<N>) => void): () => void;
  close(): void;
}

/** What a refused call rejects with. Recognised by `code`, never by `instanceof`. */
export interface RefusedError extends Error {
  /** A refusal, or `invalid` for a call that was not well-formed. */
  code: Refusal | 'invalid' | 'closed_connection';
  retryAfterMs?: number;
}

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

interface Frame {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string; data?: { reason?: unknown; retryAfterMs?: number } };
}

/** Connects a person to a transport of the same process and opens their session. */
export async function connectParticipant(options: {
  transport: Transport;
  community: string;
  ids: Ids;
  token?: string;
  locale?: string;
}): Promise<Participant> {
  const { transport, ids, community, token, locale } = options;
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(params: never) => void>>();
  let isOpened = () => {};
  let gone: Error | null = null;
  const opened = new Promise<void>((resolve) => {
    isOpened = resolve;
  });
  const connection = transport.open({
    opened: () => isOpened(),
    received: (frame) => take(JSON.parse(frame), { waiting, listeners }),
    closed(_, reason) {
      gone = refused(`unable to go on; ${reason || 'the connection is closed'}`, 'closed_connection');
      for (const { reject } of waiting.values()) reject(gone);
      waiting.clear();
      isOpened();
    },
  });
  await opened;
  let lastId = 0;
  const call = <M extends Method>(method: M, params: object): Promise<Result<M>> =>
    new Promise((resolve, reject) => {
      if (gone) {
        reject(gone);
        return;
      }
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      connection.send(JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params: withIds(method, params, ids) }));
    });
  const session = await call('session.open', { community, ...(token ? { token } : {}), ...(locale ? { locale } : {}) });
  return {
    ...session.actor,
    token: session.token ?? (session.actor.kind === 'visitor' ? token : undefined),
    call,
    signal: (params) => connection.send(JSON.stringify({ jsonrpc: '2.0', method: 'signal', params })),
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (params: never) => void);
      return () => void set.delete(listener as (params: never) => void);
    },
    close: () => connection.close(),
  };
}

function withIds(method: Method, params: object, ids: Ids): object {
  if (methods[method].kind !== 'command') return params;
  const made: Record<string, string> = { commandId: ids.uuid() };
  if (method === 'message.post' || method === 'thread.post') made.messageId = ids.uuid();
  if (method === 'lounge.post') made.postId = ids.uuid();
  if (method === 'lounge.comment') made.commentId = ids.uuid();
  if (method === 'announcement.publish') made.announcementId = ids.uuid();
  if (method === 'conversation.ask') made.conversationId = ids.uuid();
  return { ...made, ...params };
}

function take(
  { id, method, params, result, error }: Frame,
  { waiting, listeners }: { waiting: Map<number, Waiting>; listeners: Map<string, Set<(params: never) => void>> },
): void {
  if (method) for (const listener of listeners.get(method) ?? []) listener(params as never);
  const call = id === undefined ? undefined : waiting.get(id);
  if (!call || id === undefined) return;
  waiting.delete(id);
  if (!error) call.resolve(result as never);
  else {
    const { reason, retryAfterMs } = error.data ?? {};
    call.reject(refused(error.message, isRefusal(reason) ? reason : 'invalid', retryAfterMs));
  }
}

const refused = (message: string, code: RefusedError['code'], retryAfterMs?: number): RefusedError =>
  Object.assign(new Error(message), { code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
