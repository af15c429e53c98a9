import type { MatchDecision } from '../matching/types.js';
import { type RecordedEvent, splitStream } from './recorded-event.js';
import type { Arrival } from './traffic.js';

interface Seen {
  askedAt: number;
  visitor: string;
  topic: string | null;
  locale: string | null;
  later: boolean;
  answeredAt: number | null;
  closed: { at: number; byVisitor: boolean } | null;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Who came with what, how long they waited, and how long they talked. */
export function arrivalsOfLog(events: Iterable<RecordedEvent>): Arrival[] {
  const seen = new Map<string, Seen>();
  for (const event of events) {
    const [kind, id] = splitStream(event.stream);
    if (kind === 'conversation') note(seen, id, event);
    else if (event.type === 'match.decided') noteTopic(seen.get(id), event);
  }
  return [...seen.values()].map(arrivalOf).sort((a, b) => a.at - b.at);
}

function note(seen: Map<string, Seen>, id: string, { type, at, by, data }: RecordedEvent): void {
  const one = seen.get(id);
  if (type === 'conversation.asked' && !one) {
    const [topic, locale] = [textOf(data['topic']), textOf(data['locale'])];
    const visitor = by.id ?? id;
    seen.set(id, {
      ...{ askedAt: at, visitor, topic, locale },
      later: data['later'] === true,
      answeredAt: null,
      closed: null,
    });
  }
  if (type === 'message.posted' && by.kind === 'coach' && one) one.answeredAt ??= at;
  if (type === 'conversation.closed' && one) one.closed = { at, byVisitor: by.kind === 'visitor' };
}

/** A classifier or a page may have found the topic that the visitor didn't say. */
function noteTopic(one: Seen | undefined, { data }: RecordedEvent): void {
  const { request } = data as Partial<MatchDecision>;
  if (one && request) one.topic ??= request.topic;
}

/** Whoever was answered, or whom the end of the queue sent away, would have waited longer: by how much nobody knows. */
function arrivalOf({ askedAt: at, visitor, topic, locale, later, answeredAt, closed }: Seen): Arrival {
  const arrival = { at, visitor, topic, locale, ...(later && { later }) };
  if (answeredAt !== null) {
    return { ...arrival, waitedMs: answeredAt - at, ...(closed && { serviceMs: closed.at - answeredAt }) };
  }
  if (!closed) return arrival;
  return closed.byVisitor ? { ...arrival, patienceMs: closed.at - at } : { ...arrival, waitedMs: closed.at - at };
}
