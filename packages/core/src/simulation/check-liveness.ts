import { commandsOf } from './check-commands.js';
import type { Histories } from './check-conversations.js';
import { streamOfFeed } from './check-feeds.js';
import type { JournalEntry } from './journal.js';
import { breaks, type Ground, idOf } from './violation.js';

/** M9: a command is answered, and an event delivered, within so long once nothing fails any more. */
const answeredWithinMs = 10_000;
const deliveredWithinMs = 2_000;
/** Deadlines fire each second; what is due then may have to wait for its turn. */
const firedWithinMs = 3_000;
/** A node that died may have had the right to fire them for so long. */
const takenOverMs = 5_000;
/** Clients whose connection broke last have come back by then. */
const backWithinMs = 4_000;

/** M9, Q4, D1: once nothing fails any more, all comes to its end. */
export function checkLiveness(ground: Ground, histories: Histories): void {
  const { healedAt, endedAt } = ground.terms;
  if (healedAt === undefined || endedAt === undefined) return;
  checkAnswered(ground, healedAt);
  checkDelivered(ground, { healedAt, endedAt });
  for (const [stream, moments] of histories)
    if (moments.at(-1)?.status !== 'closed') breaks(ground, 'Q4', [`${stream} never ended`, idOf(stream)]);
  for (const { row } of ground.truth.rows.deadline ?? []) {
    const { stream, kind, dueAt } = row as { stream: string; kind: string; dueAt: number };
    if (kind !== 'match' && dueAt + firedWithinMs < endedAt)
      breaks(ground, 'D1', [`the deadline ${kind} of ${stream} was never met`, idOf(stream)]);
  }
  checkLeases(ground, histories, { healedAt, endedAt });
}

function checkAnswered(ground: Ground, healedAt: number): void {
  for (const { commandId, method, who, sends, answeredAt } of commandsOf(ground.journal)) {
    const from = Math.max(sends[0]?.at ?? 0, healedAt);
    if (answeredAt === null) breaks(ground, 'M9', [`${method} of ${who} was never answered`, commandId]);
    else if (answeredAt > from + answeredWithinMs)
      breaks(ground, 'M9', [`${method} of ${who} was answered after ${answeredAt - from} ms`, commandId]);
  }
}

interface Open {
  stream: string;
  /** When it was opened, and what it had come to. */
  at: number;
  /** When each offset came; what the opening brought came then. */
  seen: Map<number, number>;
  from: number;
  closedAt: number;
}

function checkDelivered(ground: Ground, { healedAt, endedAt }: { healedAt: number; endedAt: number }): void {
  for (const [name, open] of feedsOf(ground, endedAt)) {
    for (const { offset, at } of ground.streams.get(open.stream) ?? []) {
      if (offset < open.from || at < healedAt + backWithinMs || at < open.at) continue;
      const dueAt = at + deliveredWithinMs;
      if (dueAt > open.closedAt) continue;
      const seenAt = open.seen.get(offset);
      // Whoever loses the right to read it isn't told, and doesn't read on before they open it again.
      if (seenAt === undefined && isLost(ground, name, open, offset)) break;
      if (seenAt === undefined)
        breaks(ground, 'M9', [`${name} never came to ${offset} of ${open.stream}`, open.stream]);
      else if (seenAt !== undefined && seenAt > dueAt)
        breaks(ground, 'M9', [`${name} saw ${offset} of ${open.stream} after ${seenAt - at} ms`, open.stream]);
    }
  }
}

/** A claim by another coach ends what the one before may read. */
function isLost({ streams, people }: Ground, name: string, { stream }: Open, offset: number): boolean {
  const who = name.split(' ')[0] ?? '';
  const reader = people.get(who);
  if (reader?.kind !== 'coach' || !stream.startsWith('conversation/')) return false;
  const claims = (streams.get(stream) ?? []).filter(
    ({ type, offset: at }) => type === 'request.claimed' && at <= offset,
  );
  return claims.at(-1)?.by.id !== reader.id;
}

/** Every feed that was open, by client, connection and feed. */
function feedsOf({ journal, people }: Ground, endedAt: number): Map<string, Open> {
  const opens = new Map<string, Open>();
  for (const entry of journal) {
    const name = nameOf(entry);
    if (entry.is === 'feed') {
      const stream = streamOfFeed(entry.feed, people.get(entry.who)?.id ?? '');
      const shown = (entry.snapshot?.events ?? entry.events ?? []).map(({ offset }) => [offset, entry.at] as const);
      opens.set(name, { stream, at: entry.at, seen: new Map(shown), from: entry.offset + 1, closedAt: endedAt });
    }
    if (entry.is === 'event') opens.get(name)?.seen.set(entry.offset, entry.at);
    if (entry.is === 'feed.closed') Object.assign(opens.get(name) ?? {}, { closedAt: entry.at });
    if (entry.is === 'closed')
      for (const [key, open] of opens)
        if (key.startsWith(`${entry.who} ${entry.connection} `)) open.closedAt = Math.min(open.closedAt, entry.at);
  }
  return opens;
}

const nameOf = (entry: JournalEntry) => `${entry.who} ${entry.connection} ${'feed' in entry ? entry.feed : ''}`;

/** A claim that nobody answers ends with its lease. */
function checkLeases(
  ground: Ground,
  histories: Histories,
  { healedAt, endedAt }: { healedAt: number; endedAt: number },
): void {
  for (const [stream, moments] of histories)
    for (const [index, { status, leaseEndsAt }] of moments.entries()) {
      if (status !== 'claimed' || leaseEndsAt === null) continue;
      const bound = Math.max(leaseEndsAt, healedAt + takenOverMs) + firedWithinMs + ground.terms.clockOffMsMax;
      const next = ground.streams.get(stream)?.[index + 1];
      const overAt = next?.at ?? endedAt;
      if (overAt > bound)
        breaks(ground, 'D1', [`a lease of ${stream} ended ${overAt - leaseEndsAt} ms late`, idOf(stream)]);
    }
}
