import { restoreEvent } from '../engine/event-content.js';
import { project } from '../engine/project.js';
import { roomOf } from '../engine/rooms.js';
import { views } from '../engine/views.js';
import type { LoggedEvent, Storage } from '../ports/storage.js';
import type { LawBook } from './law-book.js';
import { type LoggedRequest, pair } from './law-pages.js';
import type { LawCoach } from './law-people.js';

/** Rebuilt from the streams, the rows are those that were kept. */
export async function checkViews(storage: Storage, log: readonly LoggedEvent[]): Promise<void> {
  const states = new Map<string, unknown>();
  for (const event of log) {
    const room = roomOf(event.stream);
    states.set(event.stream, room.evolve(states.get(event.stream) ?? room.empty, restoreEvent(event), event.offset));
  }
  const rebuilt = new Map<string, string>();
  for (const [stream, state] of states)
    for (const { view, key, row } of project(stream, state))
      if (row !== null) rebuilt.set(`${view} ${key}`, JSON.stringify(row));
  const kept = new Map<string, string>();
  for (const { name } of views) {
    // Of no stream.
    if (name === 'position' || name === 'share') continue;
    const { rows } = await storage.find(name, { community: 'laws', limit: 10_000 });
    for (const { key, row } of rows) if (row !== null) kept.set(`${name} ${key}`, JSON.stringify(row));
  }
  for (const key of new Set([...rebuilt.keys(), ...kept.keys()]))
    if (rebuilt.get(key) !== kept.get(key))
      throw new Error(`the row ${key} is ${kept.get(key)}, and of the stream ${rebuilt.get(key)}`);
}

/** What a live view has told is what it says when it is opened; nothing declined or blocked is in it. */
export function checkInbox(coach: LawCoach, fresh: readonly { key: string }[], book: LawBook): void {
  if (coach.at === null) return;
  const told = JSON.stringify([...coach.live].sort());
  const read = JSON.stringify(fresh.map((row) => [row.key, row]).sort());
  if (told !== read) throw new Error(`the inbox of ${coach.name} was told as ${told}, and is ${read}`);
  for (const { key } of fresh) {
    const request = book.requests.get(key) as LoggedRequest;
    if (book.blocked.has(pair(coach.id, request.visitorId))) throw new Error(`${coach.name} sees a blocked visitor`);
    if (request.declinedBy.has(coach.id) && request.firstRight?.coachId !== coach.id)
      throw new Error(`${coach.name} sees ${key} again, having declined it`);
  }
}

/** As in the world of the laws. */
export const capacityMax = 3;

interface Seen {
  book: LawBook;
  coaches: readonly LawCoach[];
  inboxes: ReadonlyMap<string, { key: string }[]>;
  now: number;
  /** Whether a slot is kept for one request at a time. */
  isOrdered: boolean;
}

/** No visitor waits unseen while somebody could take them. */
export function checkSeen({ book, coaches, inboxes, now, isOrdered }: Seen): void {
  const waiting = [...book.requests.values()].filter(({ status }) => status === 'waiting');
  const seers = (id: string) => coaches.filter((coach) => inboxes.get(coach.id)?.some(({ key }) => key === id));
  for (const request of waiting) {
    const { id, visitorId, declinedBy, firstRight } = request;
    // It is somebody's alone, or was a moment ago.
    if (firstRight?.until && firstRight.until > now) continue;
    if (seers(id).length > 0) continue;
    const free = coaches.filter((coach) => {
      const { capacity, slots, status } = book.coaches.get(coach.id) ?? { capacity: 3, slots: new Set(), status: '' };
      const others = waiting.filter((other) => other.id !== id && other.offers.has(coach.id) && !other.board);
      const taken = slots.size + (isOrdered ? others.length : 0);
      const isThere = coach.at !== null && status === 'available' && taken < Math.min(capacity, capacityMax);
      return isThere && !declinedBy.has(coach.id) && !book.blocked.has(pair(coach.id, visitorId));
    });
    if (free.length > 0)
      throw new Error(
        `${id} waits unseen, though ${free.map(({ name }) => name)} could take it: ${JSON.stringify({ ...request, offers: [...request.offers], passed: [...request.passed], declinedBy: [...declinedBy] })}`,
      );
  }
}
