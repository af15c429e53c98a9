import type { ConversationState } from '../conversation/types.js';
import { coachStream, type DomainEvent, type RoomCommand, streamId } from './rooms.js';

/** A command that an event calls for on another stream. If that stream refuses, the whole command is refused. */
export interface Reaction {
  stream: string;
  command: RoomCommand;
}

/**
 * Pure rules from events to what must follow in the same commit. A claim takes one of the coach's slots, so the
 * capacity is an invariant of the coach's own stream; whatever ends the claim frees it.
 *
 * @param before the stream's state before the event
 */
export function react(stream: string, event: DomainEvent, before: unknown): Reaction[] {
  switch (event.type) {
    case 'request.claimed':
      return [
        { stream: coachStream(event.by.id ?? ''), command: { type: 'slot.take', conversationId: streamId(stream) } },
      ];
    case 'lease.expired':
    case 'conversation.released':
    case 'conversation.closed': {
      const { coachId } = before as ConversationState;
      if (!coachId) return [];
      return [{ stream: coachStream(coachId), command: { type: 'slot.free', conversationId: streamId(stream) } }];
    }
    default:
      return [];
  }
}
