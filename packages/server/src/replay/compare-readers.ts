import type { Conversation, Outcome } from '@entraide/client';
import { compareTranscript, type Difference, type SeenTurn } from './compare-transcript.js';
import { inTime } from './deadline.js';
import type { StoredTranscript } from './read-transcript.js';
import { until } from './until.js';

/** Who looked at a transcript: the two people's own clients, or a connection that came late. */
export type Reader = 'visitor' | 'coach' | 'late';

export interface Comparison {
  /** As it is stored. */
  outcome: Outcome | null;
  /** Transcripts that were compared. */
  compared: number;
  differences: readonly (Difference & { reader: Reader })[];
}

interface Readers {
  visitor: Conversation;
  /** Null where no coach was needed. */
  coach: Conversation | null;
  late: StoredTranscript;
}

/** Compares what was sent with what each of the readers has. */
export async function compareReaders(
  sent: readonly SeenTurn[],
  { visitor, coach, late }: Readers,
  signal: AbortSignal,
): Promise<Comparison> {
  const seen: [Reader, readonly SeenTurn[]][] = [['visitor', await seenIn(visitor, signal)]];
  if (coach) seen.push(['coach', await seenIn(coach, signal)]);
  seen.push(['late', late.turns]);
  const differences = seen.flatMap(([reader, turns]) => {
    const difference = compareTranscript(sent, turns);
    return difference ? [{ reader, ...difference }] : [];
  });
  return { outcome: late.outcome, compared: seen.length, differences };
}

/** What a client shows once it knows of the end; a feed has no holes, so all that came before is there. */
async function seenIn(conversation: Conversation, signal: AbortSignal): Promise<readonly SeenTurn[]> {
  await until(conversation, ({ summary }) => summary.status === 'closed' || null, signal);
  while (conversation.getSnapshot().canLoadEarlier) await inTime(conversation.loadEarlier(), signal);
  return conversation.getSnapshot().messages.map(({ by, text }) => ({ from: by.kind, text }));
}
