import type { Clock } from '@entraide/core';
import type { Availability, FeedFold, InboxRow, PresenceRow } from '@entraide/core/protocol';
import type { Client } from './client.js';
import type { Emitter } from './emitter.js';
import { createFeed } from './feed.js';
import type { Link } from './link.js';
import { createView } from './view.js';

const byAskedAt = (a: InboxRow, b: InboxRow) => a.askedAt - b.askedAt || (a.key < b.key ? -1 : 1);
const byName = (a: PresenceRow, b: PresenceRow) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1);

interface StoreParts {
  link: Link;
  clock: Clock;
  emitter: Emitter;
}

/** The stores of which each client has one. */
export function createClientStores(
  parts: StoreParts,
): Pick<Client, 'inbox' | 'availability' | 'presence' | 'feed' | 'view'> {
  const { emitter } = parts;
  const inbox = createView<InboxRow, readonly InboxRow[]>({
    ...parts,
    name: 'inbox',
    read: (rows) => rows.toSorted(byAskedAt),
    arrived: (request) => emitter.emit('requestArrived', { request }),
  });
  const availability = createView<Availability & { key: string }, Availability | null>({
    ...parts,
    name: 'availability',
    read: (rows) => rows[0] ?? null,
  });
  const presence = createView<PresenceRow, readonly PresenceRow[]>({
    ...parts,
    name: 'presence',
    read: (rows) => rows.toSorted(byName),
  });
  const opens = new Map<string, unknown>();
  const once = <T>(key: string, create: () => T): T => {
    if (!opens.has(key)) opens.set(key, create());
    return opens.get(key) as T;
  };
  return {
    inbox: () => inbox,
    availability: () => availability,
    presence: () => presence,
    feed: (name, fold) => once(name, () => createFeed({ ...parts, name, fold: fold as FeedFold })),
    view: (name, read) => once(`view ${name}`, () => createView({ ...parts, name, read: read as never })),
  };
}
