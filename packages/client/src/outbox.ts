import type { Clock } from '@entraide/core';
import type { CommandMethod, Params, Result } from '@entraide/core/protocol';
import type { ClientStorage } from './client-storage.js';
import { createFailure, type EntraideError, type FailureCode, isEntraideError } from './entraide-error.js';
import { type OutboxContent, type OutboxEntry, readOutbox, writeOutbox } from './outbox-file.js';
import { createStore, type ReadonlyStore, type Store } from './store.js';

interface OutboxOptions {
  storage: ClientStorage;
  key: string;
  clock: Clock;
  /** A new command id. */
  uuid(): string;
  /** One attempt. Rejects with `disconnected` when the outcome is unknown. */
  send(method: CommandMethod, params: string): Promise<unknown>;
  settled(entry: OutboxEntry, outcome: { result: unknown } | { error: EntraideError }): void;
}

/** Params of a command whose id may be made here. */
export type Unsent<M extends CommandMethod> = Omit<Params<M>, 'commandId'> & { commandId?: string | undefined };

/**
 * Commands that survive: a lost connection, a refusal that passes, a reload of the page. Each is written down before it
 * is sent and kept until it is answered. *Outgoing* ones wait; *pending* ones are sent and unanswered, and are sent
 * again, the same bytes under the same id, on the next session.
 */
export interface Outbox {
  readonly content: ReadonlyStore<OutboxContent>;
  /** Resolves with the answer. Rejects when refused, or when nobody waits any more; see the error's `retry`. */
  put<M extends CommandMethod>(method: M, params: Unsent<M>): Promise<Result<M>>;
  /** The session of this person is open. */
  open(owner: string): void;
  /** There is no session. */
  pause(): void;
  /** Tells those who wait that no answer comes here; what is unanswered stays written down. */
  release(released: Released): void;
  /** Sends a refused one again, as a new command. */
  retry(commandId: string): void;
  discard(commandId: string): void;
}

const entriesMax = 200;
const keptMs = 24 * 60 * 60 * 1000;
const retryAfterMs = 1_000;
/** What somebody wrote with some care. */
const written: readonly string[] = ['conversation.ask', 'message.post'];

/**
 * One command at a time per conversation: were two under way, one refused for now could be overtaken by the next, and a
 * transcript would show them in the wrong order.
 */
const laneOf = ({ method, conversationId }: OutboxEntry): string => conversationId ?? method;

interface Released {
  code: 'stopped' | 'client_closed';
  cause?: unknown;
}

interface Waiter {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export const createOutbox = (options: OutboxOptions): Outbox => new StoredOutbox(options);

class StoredOutbox implements Outbox {
  readonly #options: OutboxOptions;
  readonly #content: Store<OutboxContent>;
  readonly #waiters = new Map<string, Waiter>();
  /** Command id → lane of those that are sent and unanswered. */
  readonly #pending = new Map<string, string>();
  #session = 0;
  #isOpen = false;
  #cancelPause: (() => void) | null = null;
  #cancelExpiry = () => {};
  #released: Released | null = null;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#content = createStore(readOutbox(options.storage, options.key));
    this.#watchExpiry();
  }

  get content(): ReadonlyStore<OutboxContent> {
    return this.#content;
  }

  put<M extends CommandMethod>(method: M, unsent: Unsent<M>): Promise<Result<M>> {
    const commandId = unsent.commandId ?? this.#options.uuid();
    const answered = new Promise((resolve, reject) => {
      if (!this.#makeRoom()) return reject(createFailure(method, 'outbox_full'));
      this.#waiters.set(commandId, { resolve, reject });
      const { conversationId = null } = unsent as { conversationId?: string };
      const params = JSON.stringify({ ...unsent, commandId });
      this.#write([...this.#entries, { commandId, method, conversationId, params, madeAt: this.#now }]);
      this.#send();
      if (this.#released) this.#dismiss(this.#released);
    });
    // Who doesn't wait for the answer still sees it, in a store or by the `refused` event; it is not unhandled.
    answered.catch(() => undefined);
    return answered as Promise<Result<M>>;
  }

  open(owner: string): void {
    const { owner: before, entries } = this.#content.getSnapshot();
    this.#session += 1;
    this.#pending.clear();
    this.#cancelPause?.();
    this.#cancelPause = null;
    this.#isOpen = true;
    this.#released = null;
    this.#content.set({ owner, entries });
    if (before !== null && before !== owner) for (const entry of entries) this.#fail(entry, 'other_person');
    this.#write(this.#entries);
    this.#send();
  }

  pause(): void {
    this.#isOpen = false;
  }

  release(released: Released): void {
    this.#isOpen = false;
    this.#released = released;
    this.#cancelExpiry();
    this.#cancelPause?.();
    this.#dismiss(released);
  }

  #dismiss({ code, cause }: Released): void {
    for (const { commandId, method } of this.#entries) {
      this.#waiters.get(commandId)?.reject(createFailure(method, code, cause));
      this.#waiters.delete(commandId);
    }
  }

  retry(commandId: string): void {
    const entry = this.#entries.find((one) => one.commandId === commandId && one.refused);
    if (!entry) return;
    this.discard(commandId);
    const { commandId: _, ...params } = JSON.parse(entry.params);
    void this.put(entry.method, params);
  }

  discard(commandId: string): void {
    this.#write(this.#entries.filter((entry) => entry.commandId !== commandId || !entry.refused));
  }

  get #entries(): readonly OutboxEntry[] {
    return this.#content.getSnapshot().entries;
  }

  get #now(): number {
    return this.#options.clock.now();
  }

  #write(entries: readonly OutboxEntry[]): void {
    const content = { owner: this.#content.getSnapshot().owner, entries };
    writeOutbox(this.#options.storage, this.#options.key, content);
    this.#content.set(content);
    this.#watchExpiry();
  }

  /** What was refused goes before what still may succeed. */
  #makeRoom(): boolean {
    if (this.#entries.length < entriesMax) return true;
    const oldest = this.#entries.find(({ refused }) => refused);
    if (oldest) this.discard(oldest.commandId);
    return oldest !== undefined;
  }

  #send(): void {
    const lanes = new Set(this.#pending.values());
    for (const entry of this.#entries) {
      if (!this.#isOpen || this.#cancelPause) return;
      if (entry.refused) continue;
      const lane = laneOf(entry);
      if (lanes.has(lane)) continue;
      lanes.add(lane);
      this.#attempt(entry, lane);
    }
  }

  #attempt(entry: OutboxEntry, lane: string): void {
    const session = this.#session;
    this.#pending.set(entry.commandId, lane);
    this.#options.send(entry.method, entry.params).then(
      (result) => this.#accepted(entry, result),
      (error) => session === this.#session && this.#refused(entry, error),
    );
  }

  #accepted(entry: OutboxEntry, result: unknown): void {
    this.#pending.delete(entry.commandId);
    if (!this.#entries.includes(entry)) return;
    this.#options.settled(entry, { result });
    this.#write(this.#entries.filter((one) => one !== entry));
    this.#waiters.get(entry.commandId)?.resolve(result);
    this.#waiters.delete(entry.commandId);
    this.#send();
  }

  #refused(entry: OutboxEntry, error: unknown): void {
    this.#pending.delete(entry.commandId);
    if (!isEntraideError(error)) throw error;
    if (error.code === 'disconnected') return;
    if (error.retry === 'same_id') this.#rest(error.retryAfterMs ?? retryAfterMs);
    else this.#fail(entry, error);
    this.#send();
  }

  /** The server asked for time, so everything waits. */
  #rest(delayMs: number): void {
    this.#cancelPause?.();
    this.#cancelPause = this.#options.clock.schedule(delayMs, () => {
      this.#cancelPause = null;
      this.#send();
    });
  }

  #fail(entry: OutboxEntry, why: EntraideError | FailureCode): void {
    if (entry.refused || !this.#entries.includes(entry)) return;
    const error = typeof why === 'string' ? createFailure(entry.method, why) : why;
    const isKept = written.includes(entry.method);
    const rest = this.#entries.flatMap((one) =>
      one !== entry ? [one] : isKept ? [{ ...entry, refused: error.code }] : [],
    );
    this.#write(rest);
    this.#options.settled(entry, { error });
    this.#waiters.get(entry.commandId)?.reject(error);
    this.#waiters.delete(entry.commandId);
  }

  /** After a day nobody waits for an answer any more, and the server forgets ids some time later. */
  #watchExpiry(): void {
    this.#cancelExpiry();
    const oldest = this.#entries.find(({ refused }) => !refused);
    if (!oldest) return;
    this.#cancelExpiry = this.#options.clock.schedule(Math.max(oldest.madeAt + keptMs - this.#now, 0), () => {
      this.#fail(oldest, 'gave_up');
      this.#watchExpiry();
    });
  }
}
