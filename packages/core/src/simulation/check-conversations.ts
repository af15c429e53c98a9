import type { LoggedEvent } from '../ports/storage.js';
import { breaks, dataOf, type Ground, idOf } from './violation.js';

/** A conversation as it was after one of its events, by rules of the checker's own. */
export interface Moment {
  status: 'waiting' | 'claimed' | 'held' | 'on_hold' | 'closed';
  visitorId: string;
  holder: string | null;
  /** Who had it last, and may read on. */
  lastCoach: string | null;
  firstRight: { coachId: string; until: number | null } | null;
  leaseEndsAt: number | null;
  outcome: string | null;
}

/** By stream: the moment after each event. */
export type Histories = ReadonlyMap<string, readonly Moment[]>;

const outcomes = ['served', 'abandoned', 'expired', 'handed_over', 'blocked'];
/** What may still be said of a conversation that has ended. */
const afterwards = [
  'conversation.blocked',
  'conversation.thanked',
  'conversation.unthanked',
  'conversation.rated',
  'content.redacted',
];

interface Folding {
  ground: Ground;
  /** Conversations that each coach holds. */
  held: Map<string, Set<string>>;
  slots: Map<string, Set<string>>;
  capacity: Map<string, number>;
  /** `coach visitor` */
  blocked: Set<string>;
  declined: Set<string>;
}

const setOf = (map: Map<string, Set<string>>, key: string) => {
  const known = map.get(key) ?? new Set<string>();
  map.set(key, known);
  return known;
};

/** M6, Q1–Q3, Q5–Q6: one winner, capacity, exactly one outcome, blocked pairs, no stale owner's word. */
export function checkConversations(ground: Ground): Histories {
  const histories = new Map<string, Moment[]>();
  const folding: Folding = {
    ground,
    held: new Map(),
    slots: new Map(),
    capacity: new Map(),
    blocked: new Set(),
    declined: new Set(),
  };
  for (const event of ground.truth.log) {
    if (event.stream.startsWith('coach/')) foldCoach(folding, event);
    if (event.type === 'request.declined') folding.declined.add(`${event.by.id} ${idOf(event.stream)}`);
    if (!event.stream.startsWith('conversation/')) continue;
    const history = histories.get(event.stream) ?? [];
    histories.set(event.stream, history);
    history.push(foldConversation(folding, event, history.at(-1)));
  }
  for (const coachId of new Set([...folding.held.keys(), ...folding.slots.keys()])) {
    const [held, slots] = [folding.held, folding.slots].map((map) => [...setOf(map, coachId)].sort().join(' '));
    if (held !== slots) breaks(ground, 'Q2', [`a coach holds [${held}], and has slots for [${slots}]`, coachId]);
  }
  return histories;
}

function foldCoach({ ground, slots, capacity }: Folding, event: LoggedEvent): void {
  const coachId = idOf(event.stream);
  const own = setOf(slots, coachId);
  const { conversationId } = event.data as { conversationId: string };
  if (event.type === 'presence.changed' && typeof event.data.capacity === 'number')
    capacity.set(coachId, event.data.capacity);
  if (event.type === 'slot.taken') {
    const max = Math.min(capacity.get(coachId) ?? 3, ground.terms.capacityMax);
    if (own.size >= max)
      breaks(ground, 'Q2', [`a coach takes slot ${own.size + 1} of ${max}`, coachId, conversationId]);
    own.add(conversationId);
  }
  if (event.type === 'slot.freed' && !own.delete(conversationId))
    breaks(ground, 'Q2', ['a coach frees a slot that was free', coachId, conversationId]);
}

const nobody = { holder: null, firstRight: null, leaseEndsAt: null };
const partedFrom = ({ holder, lastCoach }: Moment) => ({ ...nobody, lastCoach: holder ?? lastCoach });

function foldConversation(folding: Folding, event: LoggedEvent, before: Moment | undefined): Moment {
  const { ground } = folding;
  const id = idOf(event.stream);
  const wrong = (rule: string, text: string) =>
    breaks(ground, rule, [`${text} (${event.type} at ${event.offset})`, id]);
  if (!before) {
    if (event.type !== 'conversation.asked') wrong('M1', 'a conversation doesn’t begin with its question');
    return { ...nobody, status: 'waiting', visitorId: event.by.id ?? '', lastCoach: null, outcome: null };
  }
  if (before.status === 'closed' && !afterwards.includes(event.type))
    wrong(event.type === 'message.posted' ? 'M6' : 'Q3', 'something happens to a conversation that has ended');
  if (before.holder && !folding.slots.get(before.holder)?.has(id)) wrong('Q2', 'a coach holds it without a slot');
  const step = steps[event.type];
  const after = step ? { ...before, ...step(event, before, { folding, wrong }) } : before;
  if (before.holder && before.holder !== after.holder) setOf(folding.held, before.holder).delete(id);
  if (after.holder) setOf(folding.held, after.holder).add(id);
  return after;
}

interface Stepping {
  folding: Folding;
  wrong(rule: string, text: string): void;
}
type Step = (event: LoggedEvent, before: Moment, stepping: Stepping) => Partial<Moment>;

const claimed: Step = (event, before, { folding, wrong }) => {
  const coachId = event.by.id ?? '';
  const { status, holder, firstRight, visitorId } = before;
  const isNamed = firstRight?.coachId === coachId;
  if (holder) wrong('Q1', 'a second coach wins what somebody holds');
  else if (status !== 'waiting' && !(status === 'on_hold' && isNamed)) wrong('Q1', `a claim wins what is ${status}`);
  if (folding.blocked.has(`${coachId} ${visitorId}`)) wrong('Q5', 'two meet who blocked each other');
  if (!isNamed && folding.declined.has(`${coachId} ${idOf(event.stream)}`)) wrong('Q5', 'who declined it gets it');
  const off = folding.ground.terms.clockOffMsMax;
  if (firstRight && !isNamed && firstRight.until !== null && event.at < firstRight.until - off)
    wrong('Q7', 'somebody is faster than who has the first right');
  const { leaseEndsAt } = event.data as { leaseEndsAt: number };
  return { ...nobody, status: 'claimed', holder: coachId, lastCoach: null, leaseEndsAt };
};

const back: Step = (event, before, { wrong }) => {
  if (!before.holder) wrong('Q6', 'something goes back that nobody holds');
  const isVanished = event.type === 'conversation.reoffered';
  const { coachId = isVanished ? before.holder : null, firstRightUntil = null } = event.data as {
    coachId?: string;
    firstRightUntil?: number;
  };
  return { ...partedFrom(before), status: 'waiting', firstRight: coachId ? { coachId, until: firstRightUntil } : null };
};

const steps: Readonly<Record<string, Step>> = {
  'conversation.asked': (_, before, { wrong }) => {
    wrong('M3', 'a question is asked twice');
    return before;
  },
  'request.claimed': claimed,
  'request.extended': ({ data, by }, { holder, status }, { wrong }) => {
    if (holder !== by.id || status !== 'claimed') wrong('Q6', 'a claim is extended that isn’t the coach’s');
    return { leaseEndsAt: (data as { leaseEndsAt: number }).leaseEndsAt };
  },
  'message.posted': ({ by }, before, { wrong }) => {
    if (by.kind === 'coach') {
      if (before.holder !== by.id) wrong('Q6', 'a coach writes who doesn’t hold it');
      return { status: 'held', leaseEndsAt: null };
    }
    if (by.id !== before.visitorId) wrong('V4', 'a stranger writes');
    return before.status === 'on_hold'
      ? { ...partedFrom(before), status: 'waiting', firstRight: before.firstRight }
      : {};
  },
  'lease.expired'(event, before, stepping) {
    const { folding, wrong } = stepping;
    if (before.status !== 'claimed') wrong('D2', 'a lease ends that was over');
    if (event.at < (before.leaseEndsAt ?? 0) - folding.ground.terms.clockOffMsMax)
      wrong('D2', 'a lease ends too early');
    return back(event, before, stepping);
  },
  'conversation.released': back,
  'conversation.transferred': back,
  'conversation.reoffered': back,
  'conversation.paused': ({ data }, before) => ({
    ...partedFrom(before),
    status: 'on_hold',
    firstRight: before.holder ? { coachId: before.holder, until: data.firstRightUntil as number } : null,
  }),
  'first_right.ended': () => ({ firstRight: null }),
  'conversation.blocked'({ by }, { holder, lastCoach, visitorId }, { folding }) {
    folding.blocked.add(`${by.kind === 'coach' ? by.id : (holder ?? lastCoach)} ${visitorId}`);
    return {};
  },
  'conversation.closed'(event, before, { wrong }) {
    const outcome = String(dataOf(event).outcome);
    if (!outcomes.includes(outcome)) wrong('Q3', `a conversation ends as ${outcome}`);
    return { ...partedFrom(before), status: 'closed', outcome };
  },
};
