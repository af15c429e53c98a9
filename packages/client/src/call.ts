import { type CommandMethod, type Method, methods, type Params, type Result } from '@entraide/core/protocol';
import type { ConnectionStatus } from './connection.js';
import { createFailure, type EntraideError, isEntraideError } from './entraide-error.js';
import type { Link } from './link.js';
import type { Outbox, Unsent } from './outbox.js';
import type { ReadonlyStore } from './store.js';

/** Methods that an application may call; sessions are the connection's own. */
export type CallableMethod = Exclude<Method, 'session.open'>;
/** What they take: a command id is made where there is none. */
export type CallParams<M extends CallableMethod> = M extends CommandMethod ? Unsent<M> : Params<M>;

export interface Call {
  call<M extends CallableMethod>(
    method: M,
    params: CallParams<M>,
    options?: { signal?: AbortSignal },
  ): Promise<Result<M>>;
  put<M extends CommandMethod>(method: M, params: Unsent<M>): Promise<Result<M>>;
}

interface CallOptions {
  link: Link;
  outbox: Outbox;
  status: ReadonlyStore<ConnectionStatus>;
  /** Connects, unless that has been tried. */
  begin(): void;
}

/** One way to call anything: commands by the outbox, reads as soon as there is a session, signals now or never. */
export function createCall({ link, outbox, status, begin }: CallOptions): Call {
  async function read(method: Method, params: unknown): Promise<unknown> {
    for (;;) {
      await untilOnline(status, method);
      try {
        return await link.requestText(method, JSON.stringify(params));
      } catch (error) {
        // A read has no effect, so the next session may as well be asked.
        if (!isEntraideError(error, 'disconnected')) throw error;
      }
    }
  }

  const put: Call['put'] = (method, params) => {
    begin();
    return outbox.put(method, params);
  };
  return {
    put,
    async call(method, params, { signal } = {}) {
      if (signal?.aborted) throw createFailure(method, 'aborted', signal.reason);
      const { kind } = methods[method];
      if (kind === 'signal') link.signal(params as Params<'signal'>);
      if (kind === 'signal') return {} as never;
      begin();
      const answer = kind === 'command' ? put(method as CommandMethod, params as never) : read(method, params);
      return (await untilAborted(method, answer, signal)) as never;
    },
  };
}

/** Resolves when the session is open; rejects when there will be none. */
function untilOnline(status: ReadonlyStore<ConnectionStatus>, method: Method): Promise<void> {
  return new Promise((resolve, reject) => {
    let unsubscribe = () => {};
    const look = () => {
      const { state, error } = status.getSnapshot();
      if (state !== 'online' && state !== 'stopped') return false;
      unsubscribe();
      if (state === 'online') resolve();
      else reject(stopped(method, error));
      return true;
    };
    if (!look()) unsubscribe = status.subscribe(look);
  });
}

const stopped = (method: Method, error: EntraideError | null): EntraideError =>
  createFailure(method, error?.code === 'client_closed' ? 'client_closed' : 'stopped', error ?? undefined);

/** Stops waiting, not what is waited for: a command that was written down goes its way. */
function untilAborted<T>(method: Method, answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer;
  return new Promise((resolve, reject) => {
    const abort = () => reject(createFailure(method, 'aborted', signal.reason));
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
