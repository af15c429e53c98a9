import type { AnnouncementRow, CareRow } from '@entraide/core/protocol';
import type { Client } from '../client.js';
import type { ReadonlyStore } from '../store.js';
import type { ViewSnapshot } from '../view.js';

/** The managers' announcements that this person may see, the latest first. */
export const announcementsOf = (client: Client): ReadonlyStore<ViewSnapshot<readonly AnnouncementRow[]>> =>
  client.view<AnnouncementRow, readonly AnnouncementRow[]>('announcements', (rows) =>
    rows.toSorted((a, b) => b.visibleAt - a.visibleAt || (a.key < b.key ? -1 : 1)),
  );

/** For managers: every coach, and when they last wrote to each other; whoever waits for longest comes first. */
export const careOf = (client: Client): ReadonlyStore<ViewSnapshot<readonly CareRow[]>> =>
  client.view<CareRow, readonly CareRow[]>('care', (rows) =>
    rows.toSorted((a, b) => (a.lastContactAt ?? 0) - (b.lastContactAt ?? 0) || (a.key < b.key ? -1 : 1)),
  );
