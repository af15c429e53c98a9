import type { ConversationSummary, InboxRow, Method, ReofferReason, TransferTarget } from '@entraide/core/protocol';
import type { EntraideError } from './entraide-error.js';
import type { Message } from './message.js';

/** What an application may want to react to once: a sound, a toast, a title. State is in the stores. */
export interface ClientEvents {
  /** Somebody else's message, in a conversation that is subscribed to. */
  messageReceived: (event: { conversationId: string; message: Message }) => void;
  /** A coach took the conversation. */
  claimed: (event: { conversationId: string; coach: ConversationSummary['coach'] }) => void;
  /** Its visitor fell silent, so it is on hold; what they write next takes it up again. */
  paused: (event: { conversationId: string }) => void;
  /** Its coach owes an answer for some time. */
  reminded: (event: { conversationId: string }) => void;
  /** Its coach is gone, or didn't answer: others are asked. */
  reoffered: (event: { conversationId: string; why: ReofferReason }) => void;
  /** Somebody else gave it away: to a coach, to those of a topic, or to the brand's own people. */
  transferred: (event: { conversationId: string; to: TransferTarget['kind'] }) => void;
  closed: (event: { conversationId: string; outcome: ConversationSummary['outcome'] }) => void;
  /** A request came into the inbox while it was watched. */
  requestArrived: (event: { request: InboxRow }) => void;
  /** A command was refused for good. */
  refused: (event: { method: Method; conversationId: string | null; error: EntraideError }) => void;
}

type EventName = keyof ClientEvents;

export interface Emitter {
  emit<E extends EventName>(name: E, event: Parameters<ClientEvents[E]>[0]): void;
  /** Calls back until the returned function is called. */
  on<E extends EventName>(name: E, listener: ClientEvents[E]): () => void;
}

export function createEmitter(): Emitter {
  const listeners = new Map<EventName, ReadonlySet<(event: never) => void>>();
  const of = (name: EventName) => listeners.get(name) ?? new Set();
  return {
    emit(name, event) {
      for (const listener of of(name)) listener(event as never);
    },
    on(name, listener) {
      // A function of its own, so that the same listener may come twice and leave twice; and a new set, so that whoever
      // leaves while it is emitted disturbs nobody.
      const own = (event: never) => listener(event);
      listeners.set(name, new Set([...of(name), own]));
      return () => void listeners.set(name, new Set([...of(name)].filter((other) => other !== own)));
    },
  };
}
