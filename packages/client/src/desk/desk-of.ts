import type { CoachState } from '@entraide/core/protocol';
import type { Client } from '../client.js';
import type { ConversationSnapshot } from '../conversation-store.js';
import type { LiveSnapshot } from '../live-store.js';
import { meOf } from '../me-of.js';
import type { ReadonlyStore } from '../store.js';
import { createStore } from '../store.js';

/** One conversation on a coach's desk. */
export interface DeskConversation {
  id: string;
  /** Whether it takes one of the coach's places; otherwise it ended, waits for its visitor, or went to somebody else. */
  isHeld: boolean;
  /** The visitor's messages that came since the coach last wrote or looked. */
  unreadCount: number;
  conversation: ConversationSnapshot;
}

export interface DeskSnapshot extends LiveSnapshot {
  coach: CoachState;
  /** In the order of their claims. Those that the coach no longer holds stay until dismissed: thanks come after the end. */
  conversations: readonly DeskConversation[];
}

/** All conversations that a coach has under way, live while somebody subscribes. */
export interface Desk extends ReadonlyStore<DeskSnapshot> {
  /** The coach looked at the conversation, and has read it to its end. */
  markSeen(conversationId: string): void;
  /** Takes a conversation that the coach no longer holds off the desk. */
  dismiss(conversationId: string): void;
}

const desks = new WeakMap<Client, Desk>();

/** The desk of a client, the same for every caller. */
export function deskOf(client: Client): Desk {
  const known = desks.get(client);
  if (known) return known;
  const desk = new CoachDesk(client);
  const { subscribe, getSnapshot, markSeen, dismiss } = desk;
  const made = { subscribe, getSnapshot, markSeen, dismiss };
  desks.set(client, made);
  return made;
}

class CoachDesk implements Desk {
  readonly #client: Client;
  readonly #store;
  readonly #watched = new Map<string, () => void>();
  readonly #seen = new Map<string, number>();
  readonly #rows = new Map<string, DeskConversation>();
  #ids: readonly string[] = [];
  #users = 0;
  #leave = () => {};

  constructor(client: Client) {
    this.#client = client;
    this.#store = createStore<DeskSnapshot>({ ...meOf(client).getSnapshot(), conversations: [] });
  }

  getSnapshot = (): DeskSnapshot => this.#store.getSnapshot();

  subscribe = (listener: () => void): (() => void) => {
    const unsubscribe = this.#store.subscribe(listener);
    this.#users += 1;
    if (this.#users === 1) {
      this.#leave = meOf(this.#client).subscribe(this.#update);
      this.#update();
    }
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      unsubscribe();
      this.#users -= 1;
      if (this.#users === 0) this.#stop();
    };
  };

  markSeen = (id: string): void => {
    const offset = lastOffsetOf(this.#client.conversation(id).getSnapshot());
    if (offset <= (this.#seen.get(id) ?? 0)) return;
    this.#seen.set(id, offset);
    this.#update();
  };

  dismiss = (id: string): void => {
    if (meOf(this.#client).getSnapshot().coach.slots.includes(id)) return;
    this.#ids = this.#ids.filter((one) => one !== id);
    this.#update();
  };

  #stop(): void {
    this.#leave();
    for (const leave of this.#watched.values()) leave();
    this.#watched.clear();
  }

  readonly #update = (): void => {
    const me = meOf(this.#client).getSnapshot();
    const isNew = (id: string) => !this.#ids.includes(id);
    this.#ids = [...this.#ids, ...me.coach.slots.filter(isNew)];
    this.#watch();
    const conversations = this.#ids.map((id) => this.#row(id, me.coach.slots.includes(id)));
    const known = this.#store.getSnapshot();
    const isSame =
      known.conversations.length === conversations.length &&
      known.conversations.every((row, index) => row === conversations[index]);
    if (isSame && known.coach === me.coach && known.status === me.status && known.error === me.error) return;
    this.#store.set({ ...me, conversations: isSame ? known.conversations : conversations });
  };

  #watch(): void {
    if (this.#users === 0) return;
    for (const [id, leave] of this.#watched) {
      if (this.#ids.includes(id)) continue;
      this.#watched.delete(id);
      this.#rows.delete(id);
      leave();
    }
    for (const id of this.#ids)
      if (!this.#watched.has(id)) this.#watched.set(id, this.#client.conversation(id).subscribe(this.#update));
  }

  #row(id: string, isHeld: boolean): DeskConversation {
    const conversation = this.#client.conversation(id).getSnapshot();
    const unreadCount = unreadIn(conversation, this.#seen.get(id) ?? 0);
    const known = this.#rows.get(id);
    if (known?.conversation === conversation && known.isHeld === isHeld && known.unreadCount === unreadCount)
      return known;
    const row = { id, isHeld, unreadCount, conversation };
    this.#rows.set(id, row);
    return row;
  }
}

const lastOffsetOf = ({ messages }: ConversationSnapshot): number =>
  messages.findLast(({ offset }) => offset !== null)?.offset ?? 0;

function unreadIn({ messages }: ConversationSnapshot, seen: number): number {
  const lastOwn = messages.findLastIndex(({ isMine }) => isMine);
  return messages.slice(lastOwn + 1).filter(({ offset }) => (offset ?? 0) > seen).length;
}
