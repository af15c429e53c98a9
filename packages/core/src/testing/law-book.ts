import type { LoggedEvent } from '../ports/storage.js';
import { foldBackstage } from './law-offers.js';
import { hold, type LawPages, type LoggedCoach, type LoggedRequest, pair } from './law-pages.js';

/** What the stored log says, folded by rules of its own, and every law that it breaks. */
export interface LawBook {
  readonly requests: ReadonlyMap<string, LoggedRequest>;
  readonly coaches: ReadonlyMap<string, LoggedCoach>;
  /** Pairs of a coach and a visitor. */
  readonly blocked: ReadonlyMap<string, number>;
  readonly broken: readonly string[];
  /** Folds what is new in the log. */
  read(log: readonly LoggedEvent[]): void;
}

const outcomes = ['served', 'abandoned', 'expired', 'handed_over', 'blocked'];
/** What may still be said of a conversation that has ended. */
const afterwards = ['conversation.blocked', 'conversation.thanked', 'conversation.rated'];

export function createLawBook(options: Pick<LawPages, 'capacityMax' | 'ordered'>): LawBook {
  const pages: LawPages = { requests: new Map(), coaches: new Map(), blocked: new Map(), broken: [], ...options };
  let position = 0;
  return {
    ...pages,
    read(log) {
      for (const event of log) {
        if (event.position <= position) continue;
        position = event.position;
        const [room, id = ''] = event.stream.split('/');
        if (room === 'conversation') foldConversation(pages, event, id);
        if (room === 'backstage') foldBackstage(pages, event, pages.requests.get(id) as LoggedRequest);
        if (room === 'coach') foldCoach(pages, event, coachOf(pages, id));
      }
      // Only between commits: a claim and its slot are two events.
      balance(pages);
    },
  };
}

function coachOf({ coaches }: LawPages, id: string): LoggedCoach {
  const coach = coaches.get(id) ?? { slots: new Set(), capacity: 3, status: 'available' as const };
  coaches.set(id, coach);
  return coach;
}

/** Slots taken are slots freed and slots held. */
function balance(pages: LawPages): void {
  const held = new Map<string, string[]>();
  for (const { id, holder } of pages.requests.values()) if (holder) held.set(holder, [...(held.get(holder) ?? []), id]);
  for (const coachId of new Set([...pages.coaches.keys(), ...held.keys()])) {
    const slots = [...coachOf(pages, coachId).slots].sort().join();
    const conversations = (held.get(coachId) ?? []).sort().join();
    if (slots !== conversations) pages.broken.push(`slots of ${coachId} are [${slots}], they hold [${conversations}]`);
  }
}

function foldCoach(pages: LawPages, event: LoggedEvent, coach: LoggedCoach): void {
  const { type, data } = event;
  const conversationId = String(data.conversationId);
  if (type === 'presence.changed') {
    coach.capacity = (data.capacity as number | undefined) ?? coach.capacity;
    coach.status = data.status as LoggedCoach['status'];
  }
  if (type === 'slot.taken') {
    const isFree = coach.slots.size < Math.min(coach.capacity, pages.capacityMax);
    hold(pages, event, [isFree, 'capacity is never exceeded']);
    hold(pages, event, [!coach.slots.has(conversationId), 'a slot is taken once']);
    coach.slots.add(conversationId);
  }
  if (type === 'slot.freed') hold(pages, event, [coach.slots.delete(conversationId), 'a slot is freed once']);
}

const asked = (event: LoggedEvent, id: string): LoggedRequest => ({
  id,
  visitorId: event.by.id ?? '',
  askedAt: event.at,
  status: 'waiting',
  holder: null,
  lastCoach: null,
  outcome: null,
  firstRight: null,
  declinedBy: new Set(),
  waitsSince: event.at,
  offers: new Map(),
  passed: new Set(),
  board: false,
});

function foldConversation(pages: LawPages, event: LoggedEvent, id: string): void {
  const request = pages.requests.get(id);
  if (!request) {
    hold(pages, event, [event.type === 'conversation.asked', 'a conversation begins with its question']);
    pages.requests.set(id, asked(event, id));
    return;
  }
  if (request.status === 'closed') hold(pages, event, [afterwards.includes(event.type), 'ends once']);
  folds[event.type]?.(pages, event, request);
}

type Fold = (pages: LawPages, event: LoggedEvent, request: LoggedRequest) => void;

function wait(request: LoggedRequest, event: LoggedEvent, firstRight: LoggedRequest['firstRight']): void {
  const { holder, lastCoach, passed } = request;
  if (holder) passed.add(holder);
  const nobody = { holder: null, lastCoach: holder ?? lastCoach };
  Object.assign(request, { ...nobody, status: 'waiting', firstRight, waitsSince: event.at });
}

/** Nobody may be offered it any more. */
function settle(request: LoggedRequest, at: number): void {
  for (const [coachId, expiresAt] of request.offers)
    if (expiresAt !== null && expiresAt <= at) request.passed.add(coachId);
  request.offers.clear();
  Object.assign(request, { board: false, firstRight: null });
}

const claimed: Fold = (pages, event, request) => {
  const coachId = event.by.id as string;
  const { status, firstRight, holder, visitorId, declinedBy } = request;
  const isNamed = firstRight?.coachId === coachId;
  const isFree = !firstRight || isNamed || firstRight.until === null || event.at >= firstRight.until;
  hold(pages, event, [status === 'waiting' || (status === 'on_hold' && isNamed), `one winner (it is ${status})`]);
  hold(pages, event, [holder === null, 'one holder']);
  hold(pages, event, [!pages.blocked.has(pair(coachId, visitorId)), 'blocked pairs never meet']);
  hold(pages, event, [isNamed || !declinedBy.has(coachId), 'whoever declined doesn’t get it']);
  hold(pages, event, [isFree, 'first right comes first']);
  settle(request, event.at);
  Object.assign(request, { status: 'claimed', holder: coachId });
};

const given: Fold = (pages, event, request) => {
  hold(pages, event, [request.holder !== null, 'only what is held goes back']);
  const { coachId, firstRightUntil = null } = event.data as { coachId?: string; firstRightUntil?: number };
  const to = event.type === 'conversation.reoffered' ? (request.holder ?? undefined) : coachId;
  if (coachId) {
    const isBlocked = pages.blocked.has(pair(coachId, request.visitorId));
    hold(pages, event, [!isBlocked, 'nobody blocked is handed a visitor']);
  }
  wait(request, event, to ? { coachId: to, until: firstRightUntil } : null);
};

const folds: Readonly<Record<string, Fold>> = {
  'request.claimed': claimed,
  'lease.expired': given,
  'conversation.released': given,
  'conversation.reoffered': given,
  'conversation.transferred': given,
  'message.posted'(pages, event, request) {
    if (event.by.kind === 'coach') {
      hold(pages, event, [request.holder === event.by.id, 'only its coach writes']);
      request.status = 'held';
    } else if (request.status === 'on_hold') wait(request, event, request.firstRight);
  },
  'conversation.paused'(_, { data }, request) {
    const { holder } = request;
    const firstRight = holder ? { coachId: holder, until: data.firstRightUntil as number } : null;
    Object.assign(request, { status: 'on_hold', lastCoach: holder, holder: null, firstRight });
  },
  'first_right.ended'(_, __, request) {
    request.firstRight = null;
  },
  'conversation.blocked'({ blocked }, { at, by }, { holder, lastCoach, visitorId }) {
    blocked.set(pair(String(by.kind === 'coach' ? by.id : (holder ?? lastCoach)), visitorId), at);
  },
  'conversation.closed'(pages, event, request) {
    const { outcome } = event.data;
    hold(pages, event, [outcomes.includes(String(outcome)), 'one of the five outcomes']);
    settle(request, event.at);
    Object.assign(request, { status: 'closed', outcome, lastCoach: request.holder ?? request.lastCoach, holder: null });
  },
};
