import type { ConversationState } from '../conversation/types.js';
import { coachStream, type DomainEvent, type RoomCommand, streamId } from './rooms.js';

/** A command that an event calls for on another stream. If that stream refuses, the whole command is refused. */
export interface Reaction {
  stream: string;
  command: RoomCommand;
}

/** A rating from here on says that the conversation helped, as a thank-you does. */
const helpfulStarsMin = 4;

/** Whoever answered has shown that they know the topic. */
function earned(stream: string, { summary: { topic }, answeredById }: ConversationState): Reaction[] {
  if (!topic || !answeredById) return [];
  const command: RoomCommand = { type: 'expertise.earn', topic, conversationId: streamId(stream) };
  return [{ stream: coachStream(answeredById), command }];
}

/**
 * Pure rules from events to what must follow in the same commit. A claim takes one of the coach's slots, so the
 * capacity is an invariant of the coach's own stream; whatever ends the claim frees it. Thanks show what a coach knows.
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
    case 'conversation.thanked':
      return earned(stream, before as ConversationState);
    case 'conversation.rated':
      return (event.data.stars as number) >= helpfulStarsMin ? earned(stream, before as ConversationState) : [];
    default:
      return [];
  }
}
