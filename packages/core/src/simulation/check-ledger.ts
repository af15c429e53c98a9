import type { LoggedEvent } from '../ports/storage.js';
import { breaks, type Ground, idOf } from './violation.js';

interface Award {
  amount: number;
  cause: string;
  settlesAt: number;
  granted: number;
  /** Somebody looks at it before it is settled. */
  isHeld: boolean;
  status: 'pending' | 'settled' | 'voided' | 'reversed';
}

interface Book {
  ground: Ground;
  coachId: string;
  awards: Map<string, Award>;
  /** Points on the coach's two accounts. */
  pending: number;
  settled: number;
}

/** L1–L10: no points from nowhere, no cause paid twice, nothing settled early or never. */
export function checkLedger(ground: Ground): void {
  const facts = new Map<string, number>();
  for (const { stream, type } of ground.truth.log)
    if (stream.startsWith('conversation/')) {
      const cause = `${type}:${idOf(stream)}`;
      facts.set(cause, (facts.get(cause) ?? 0) + 1);
    }
  for (const [stream, events] of ground.streams) {
    if (!stream.startsWith('coach/')) continue;
    const book: Book = { ground, coachId: idOf(stream), awards: new Map(), pending: 0, settled: 0 };
    for (const event of events) if (event.type.startsWith('points.')) fold(book, event, facts);
    checkEnd(book);
  }
}

function checkEnd({ ground, coachId, awards, pending, settled }: Book): void {
  const all = [...awards.values()];
  const sum = (status: Award['status'], field: 'amount' | 'granted') =>
    all.reduce((total, award) => total + (award.status === status ? award[field] : 0), 0);
  if (pending !== sum('pending', 'amount') || settled !== sum('settled', 'granted'))
    breaks(ground, 'L1', [
      `${pending} points are pending and ${settled} settled, which isn’t what the awards add up to`,
      coachId,
    ]);
  const { healedAt, endedAt, clockOffMsMax } = ground.terms;
  if (healedAt === undefined || endedAt === undefined) return;
  const held = new Set(all.filter(({ isHeld }) => isHeld).map(conversationOf));
  for (const [id, award] of awards)
    if (isLate(award, endedAt - clockOffMsMax) && !held.has(conversationOf(award)))
      breaks(ground, 'L7', [`award ${id} was never settled`, coachId]);
}

/** What is awarded for a conversation waits while anything of it is looked at. */
const conversationOf = ({ cause }: Award) => cause.slice(cause.indexOf(':') + 1, cause.indexOf('/'));

const isLate = ({ status, settlesAt }: Award, endedAt: number) => status === 'pending' && settlesAt + 3_000 < endedAt;

function fold(book: Book, event: LoggedEvent, facts: ReadonlyMap<string, number>): void {
  const { ground, coachId, awards } = book;
  const { id } = event.data as { id: string };
  const award = awards.get(id);
  const wrong = (rule: string, text: string) => breaks(ground, rule, [`${text}: ${event.type} of ${id}`, coachId]);
  if (event.type === 'points.pended') pend(book, event, { facts, wrong });
  if (!award) return;
  const { amount = 0, granted = 0 } = event.data as { amount?: number; granted?: number };
  switch (event.type) {
    case 'points.settled':
      if (award.status !== 'pending') wrong('L7', 'it was settled before');
      if (event.at < award.settlesAt) wrong('L7', 'it is settled too early');
      if (granted > award.amount || granted < 0) wrong('L1', 'more is settled than was pending');
      Object.assign(award, { status: 'settled', granted });
      book.pending -= amount;
      book.settled += granted;
      break;
    case 'points.held':
    case 'points.released':
      award.isHeld = event.type === 'points.held';
      break;
    case 'points.admitted':
      award.granted += granted;
      book.settled += granted;
      if (award.granted > award.amount) wrong('L1', 'more is granted than was awarded');
      break;
    case 'points.voided':
      if (award.status !== 'pending') wrong('L7', 'what is voided wasn’t pending');
      award.status = 'voided';
      book.pending -= amount;
      break;
    case 'points.reversed':
      if (award.status !== 'settled') wrong('L6', 'what is reversed wasn’t settled');
      if (amount !== award.granted) wrong('L6', 'more is reversed than was granted');
      award.status = 'reversed';
      book.settled -= amount;
      break;
    default:
  }
}

interface Pending {
  facts: ReadonlyMap<string, number>;
  wrong(rule: string, text: string): void;
}

function pend(book: Book, event: LoggedEvent, { facts, wrong }: Pending): void {
  const { id, amount, cause, settlesAt } = event.data as {
    id: string;
    amount: number;
    cause: string;
    settlesAt: number;
  };
  if (book.awards.has(id)) wrong('L3', 'it is awarded twice');
  const isPaid = [...book.awards.values()].some(
    (one) => one.cause === cause && (one.status === 'pending' || one.status === 'settled'),
  );
  if (isPaid) wrong('L10', `the cause ${cause} is paid twice`);
  const fact = cause.slice(0, cause.indexOf('/'));
  if (!facts.has(fact)) wrong('L10', `nothing happened that is worth it (${fact})`);
  book.awards.set(id, { amount, cause, settlesAt, granted: 0, isHeld: false, status: 'pending' });
  book.pending += amount;
}
