import { type NoteCommand, wordsOf } from '../backstage/guarded.js';
import type { Judgement } from '../care/reviews.js';
import type { ConversationState } from '../conversation/types.js';
import { isGuarded, type Recognition } from '../recognition/define-recognition.js';
import type { Reaction } from './reaction.js';
import {
  backstageStream,
  coachStream,
  type DomainEvent,
  type RoomCommand,
  recognitionStream,
  roomName,
  streamId,
} from './rooms.js';

interface Told {
  stream: string;
  event: DomainEvent;
  /** The stream's state before the event. */
  before: unknown;
  recognition: Recognition;
  /** Where whoever gave the command is, as a keyed digest. */
  origin: string | null;
}

/** What guards look at is noted behind the conversation; what a review holds or judges changes the coach's own streams. */
export function reactWithGuards(told: Told): Reaction[] {
  const { stream, event, recognition } = told;
  if (roomName(stream) === 'care') return afterReview(streamId(stream), event);
  if (roomName(stream) !== 'conversation' || event.by.kind !== 'visitor' || !isGuarded(recognition)) return [];
  const command = noteOf(told, told.before as ConversationState);
  return command ? [{ stream: backstageStream(streamId(stream)), command }] : [];
}

const thanks: readonly string[] = ['conversation.thanked', 'conversation.rated'];

/** A visitor's first words after a coach's, and their thanks. */
function noteOf({ event, origin }: Told, state: ConversationState): NoteCommand | null {
  const { answeredById, exchangedWithId, visitorId, coachWroteAt, question } = state;
  const isExchanged = exchangedWithId === answeredById;
  if (!answeredById) return null;
  const note = { type: 'exchange.note', coachId: answeredById, visitorId, origin } as const;
  if (event.type === 'message.posted') return isExchanged ? null : { ...note, thanked: null };
  if (!thanks.includes(event.type) || !isExchanged) return null;
  const afterMs = coachWroteAt === null ? null : event.at - coachWroteAt;
  return { ...note, thanked: { afterMs, question: question === null ? null : wordsOf(question) } };
}

function afterReview(coachId: string, { type, data }: DomainEvent): Reaction[] {
  const streams = [coachStream(coachId), recognitionStream(coachId)];
  const tell = (command: RoomCommand): Reaction[] => streams.map((stream) => ({ stream, command }));
  if (type === 'review.opened')
    return tell({ type: 'review.hold', conversationIds: data['conversationIds'] as readonly string[] });
  if (type !== 'review.closed') return [];
  const { released, voided } = data as unknown as Judgement;
  return tell({ type: 'review.judge', released, voided });
}
