import type { ConversationSummary, InboxRow, Method } from '@entraide/core/protocol';
import { EventEmitter } from 'eventemitter3';
import type { EntraideError } from './entraide-error.js';
import type { Message } from './message.js';

/** What an application may want to react to once: a sound, a toast, a title. State is in the stores. */
export interface ClientEvents {
  /** Somebody else's message, in a conversation that is subscribed to. */
  messageReceived: (event: { conversationId: string; message: Message }) => void;
  /** A coach took the conversation. */
  claimed: (event: { conversationId: string; coach: ConversationSummary['coach'] }) => void;
  closed: (event: { conversationId: string; outcome: ConversationSummary['outcome'] }) => void;
  /** A request came into the inbox while it was watched. */
  requestArrived: (event: { request: InboxRow }) => void;
  /** A command was refused for good. */
  refused: (event: { method: Method; conversationId: string | null; error: EntraideError }) => void;
}

export type Emitter = EventEmitter<ClientEvents>;

export const createEmitter = (): Emitter => new EventEmitter<ClientEvents>();
