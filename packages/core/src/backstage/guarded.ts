import { stableHash } from '../matching/stable-hash.js';

/** What the guards against made-up thanks know of one conversation; see `GuardedConversation`. */
export interface GuardedNote {
  coachId: string;
  visitorId: string;
  answeredAt: number;
  thankedAt: number | null;
  thankedAfterMs: number | null;
  origins: readonly string[];
  question: string | null;
}

/** Follows from a visitor's word to a coach: `thanked` where it thanks them. */
export interface NoteCommand {
  type: 'exchange.note';
  coachId: string;
  visitorId: string;
  /** Where the visitor is now, as a keyed digest; null where it isn't known. */
  origin: string | null;
  thanked: { afterMs: number | null; question: string | null } | null;
}

export interface NoteEvent {
  type: 'exchange.noted';
  data: Omit<NoteCommand, 'type'>;
}

/** Thirty-two bits of what was asked, whatever its case and marks: enough to say that some are the same, too few to say what. */
export const wordsOf = (question: string): string =>
  stableHash(
    question
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .join(' '),
  ).toString(36);

/** The fold of what is noted: the first thanks count, and every origin. */
export function noted(before: GuardedNote | null, { at, data }: { at: number; data: NoteEvent['data'] }): GuardedNote {
  const { coachId, visitorId, origin, thanked } = data;
  const known = before?.coachId === coachId ? before : null;
  const isFirst = thanked !== null && (known?.thankedAt ?? null) === null;
  const origins = known?.origins ?? [];
  return {
    coachId,
    visitorId,
    answeredAt: known?.answeredAt ?? at,
    thankedAt: isFirst ? at : (known?.thankedAt ?? null),
    thankedAfterMs: isFirst ? thanked.afterMs : (known?.thankedAfterMs ?? null),
    origins: origin === null || origins.includes(origin) ? origins : [...origins, origin],
    question: thanked?.question ?? known?.question ?? null,
  };
}
