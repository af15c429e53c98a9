import type { ThreadState } from '../care/types.js';
import type { CoachState } from '../coach/types.js';
import type { ConversationState } from '../conversation/types.js';
import { type DomainEvent, roomName } from '../engine/rooms.js';
import { emptyLedger } from '../ledger/evolve.js';
import type { LedgerState } from '../ledger/types.js';
import type { LoungeState } from '../lounge/types.js';
import type { FoundRow } from '../ports/storage.js';
import type { By, WireEvent } from '../protocol/events.js';
import type { InboxRow, Result } from '../protocol/types.js';

/**
 * The only place that drops a field. It drops fields, never events, so offsets tell nobody of a life that isn't theirs;
 * what two audiences may not share lives in two streams.
 */
const visible: Readonly<Record<string, { event(event: DomainEvent): WireEvent; state(state: never): unknown }>> = {
  // Strangers to each other: nobody's id, whoever reads.
  conversation: {
    event: ({ type, at, by, data }) => ({ type, at, by: nameOf(by), data: withoutHidden(type, data) }),
    state: ({ summary }: ConversationState) => summary,
  },
  // One's own stream, without the trace of the host's own id and of which visitors come back; whoever took or freed a slot may be a stranger.
  coach: {
    event: ({ type, at, by, data: { subject: _, pair: __, visitorId: ___, ...data } }) => ({
      type,
      at,
      by: nameOf(by),
      data,
    }),
    state: (state: CoachState) => ({
      ...state,
      subject: null,
      avoids: [],
      ledger: withoutPairs(state.ledger ?? emptyLedger),
    }),
  },
  // Among coaches and managers, who know each other by id and see whether somebody is staff.
  lounge: { event: ({ type, at, by, data }) => ({ type, at, by, data }), state: ({ summary }: LoungeState) => summary },
  thread: { event: ({ type, at, by, data }) => ({ type, at, by, data }), state: (state: ThreadState) => state },
};

/** Two conversations of one visitor look like those of two. */
const withoutPairs = (ledger: LedgerState): LedgerState => ({
  ...ledger,
  entries: ledger.entries.map(({ pair: _, ...entry }) => entry),
});

/** What the two people of a conversation don't learn of each other: ids, and why somebody blocks. */
const hidden: Readonly<Record<string, readonly string[]>> = {
  'conversation.transferred': ['coachId'],
  'conversation.blocked': ['reason', 'comment'],
};

function withoutHidden(type: string, data: Record<string, unknown>): Record<string, unknown> {
  const fields = hidden[type];
  return fields ? Object.fromEntries(Object.entries(data).filter(([field]) => !fields.includes(field))) : data;
}

const nameOf = ({ kind, name }: By): By => ({ kind, name });

const audienceOf = (stream: string) => {
  const audience = visible[roomName(stream)];
  if (!audience) throw new Error(`unable to show the stream ${stream}; it has no audience`);
  return audience;
};

/** An event as the readers of its stream may see it. */
export const visibleEvent = (stream: string, event: DomainEvent): WireEvent => audienceOf(stream).event(event);

/** A stream's state as its readers may see it; equal to the fold of its visible events. */
export const visibleState = (stream: string, state: unknown): unknown => audienceOf(stream).state(state as never);

/** Code points of a question that an inbox row shows; the claim opens the rest. */
const questionMax = 500;

/** Cuts between code points, so that no half of one is shown. */
function clipped(text: string): string {
  if (text.length <= questionMax) return text;
  const shown = [...text.slice(0, 2 * questionMax)].slice(0, questionMax).join('');
  return shown.length < text.length ? `${shown}…` : text;
}

/** A request as coaches see it before they claim: neither its visitor nor who has it. */
export const visibleRequest = ({ key, row }: FoundRow): InboxRow => ({
  key,
  text: typeof row?.question === 'string' ? clipped(row.question) : null,
  topic: (row?.topic ?? null) as string | null,
  locale: (row?.locale ?? null) as string | null,
  page: (row?.page ?? null) as InboxRow['page'],
  askedAt: Number(row?.askedAt ?? 0),
  later: row?.later === 1,
});

/** A conversation as managers find it: what is written in it they open as readers, and say why. */
export const foundConversation = ({ key, row }: FoundRow): Result<'conversation.find'>['rows'][number] => ({
  key,
  status: row?.status as 'closed',
  outcome: (row?.outcome ?? null) as string | null,
  topic: (row?.topic ?? null) as string | null,
  locale: (row?.locale ?? null) as string | null,
  askedAt: Number(row?.askedAt ?? 0),
  later: row?.later === 1,
  coachId: (row?.handledById ?? null) as string | null,
  claimedAt: (row?.claimedAt ?? null) as number | null,
});
