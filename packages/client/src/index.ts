export type { Clock, Transport, TransportConnection, TransportListener } from '@entraide/core';
export type {
  Alternative,
  Availability,
  By,
  CoachState,
  ConversationStatus,
  ConversationSummary,
  InboxRow,
  Method,
  Outcome,
  Page,
  Params,
  PresenceRow,
  Refusal,
  ReofferReason,
  Result,
  Retry,
  TransferTarget,
} from '@entraide/core/protocol';
export { closeCodes, intentAt } from '@entraide/core/protocol';
export type { AnswerSnapshot } from './answer.js';
export type { CallableMethod, CallParams } from './call.js';
export type { AskOptions, Client } from './client.js';
export { type ClientStorage, createMemoryStorage } from './client-storage.js';
export type { ConnectionState, ConnectionStatus } from './connection.js';
export type { Conversation, Explanation } from './conversation.js';
export type { ConversationSnapshot } from './conversation-store.js';
export { countDemand, type DemandOptions } from './count-demand.js';
export { type ClientOptions, createClient } from './create-client.js';
export type { ClientEvents } from './emitter.js';
export { type EntraideError, type ErrorCode, type FailureCode, isEntraideError } from './entraide-error.js';
export { type MeSnapshot, meOf } from './me-of.js';
export type { Message } from './message.js';
export type { ReadonlyStore } from './store.js';
export type { Random } from './system.js';
export type { Token } from './token-source.js';
export type { ViewSnapshot } from './view.js';
export { createWebSocketTransport, type WebSocketLike, type WebSocketTransportOptions } from './websocket-transport.js';
