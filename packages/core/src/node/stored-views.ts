import { passesGate } from '../care/passes-gate.js';
import type { Engine } from '../engine/create-engine.js';
import type { Person } from '../engine/rooms.js';
import type { Row } from '../ports/storage.js';
import type { AnnouncementRow, CareRow, PresenceRow, ReportRow } from '../protocol/types.js';
import { createBoard } from './board-view.js';
import type { Tables } from './known-rows.js';
import { createLeaderboardView } from './leaderboard-view.js';
import { createProgressView } from './progress-view.js';
import { createReviews } from './reviews-view.js';
import { createRewards } from './rewards-view.js';
import type { StoredViewOptions } from './stored-view-options.js';
import { createTableView, type TableView } from './table-view.js';

/** Announcements that are shown, the latest, as far as they fit into a frame. */
const shownMax = 200;
/** … of as many as are read: few enough for years of them. */
const announcementsMax = 2_000;
/** Coaches of whom a manager sees the last contact. */
const coachesMax = 2_000;

/** The views over stored rows that are few: announcements, how coaches are recognised, and what managers look after. */
export function createStoredViews(
  options: StoredViewOptions & { online(): readonly PresenceRow[]; read: Engine['read'] },
): Record<
  'announcements' | 'care' | 'rewards' | 'board' | 'reports' | 'progress' | 'leaderboard' | 'reviews',
  TableView
> {
  return {
    announcements: createAnnouncements(options),
    care: createCare(options),
    rewards: createRewards(options),
    board: createBoard(options),
    reports: createReports(options),
    progress: createProgressView(options),
    leaderboard: createLeaderboardView(options),
    reviews: createReviews(options),
  };
}

function createAnnouncements({ clock, recognition, ...options }: StoredViewOptions): TableView {
  const ladder = (recognition.options.tiers?.ladder ?? []).map(({ id }) => id).reverse();
  let lookedAt = clock.now();
  return createTableView({
    ...options,
    name: 'announcements',
    tables: {
      announcement: { query: () => ({ limit: announcementsMax }), pick: (row) => row },
      // The reader's own: what gates are compared with.
      coach: { query: ({ id }) => ({ keys: [id], limit: 1 }), pick: ({ tier }) => ({ tier: tier ?? null }) },
    },
    rowsFor: (tables, actor) =>
      [...tables('announcement')]
        .filter(([, row]) => isAnnouncedTo(actor, row, { tables, ladder, now: clock.now() }))
        .map(([key, row]) => ({ key, ...row }) as AnnouncementRow)
        .sort((a, b) => b.visibleAt - a.visibleAt || (a.key < b.key ? -1 : 1))
        .slice(0, shownMax),
    hasTurned(tables) {
      const from = lookedAt;
      lookedAt = clock.now();
      return [...tables('announcement').values()].some(
        ({ visibleAt }) => Number(visibleAt) > from && Number(visibleAt) <= lookedAt,
      );
    },
  });
}

/** Managers see them all; a coach sees what isn't under embargo and whose gate their tier passes. */
function isAnnouncedTo(
  actor: Person,
  row: Row,
  { tables, ladder, now }: { tables: Tables; ladder: readonly string[]; now: number },
): boolean {
  if (actor.kind === 'manager') return true;
  const tier = (tables('coach').get(actor.id)?.tier ?? null) as string | null;
  return Number(row.visibleAt) <= now && passesGate(row.tier as string | null, tier, { ladder });
}

const never = { lastContactAt: null, lastFromCoachAt: null, lastFromManagersAt: null };

function createCare({ clock: _, recognition: __, ...options }: StoredViewOptions): TableView {
  return createTableView({
    ...options,
    name: 'care',
    tables: {
      care: { query: () => ({ limit: coachesMax }), pick: (row) => row },
      coach: {
        query: () => ({ where: { kind: 'coach' }, limit: coachesMax }),
        pick: ({ kind, name, suspendedAt, suspendedFor }) =>
          kind === 'coach' ? { name, suspendedAt: suspendedAt ?? null, suspendedFor: suspendedFor ?? null } : null,
      },
    },
    // Whoever was not written to for longest comes first.
    rowsFor(tables) {
      const contacts = tables('care');
      return [...tables('coach')]
        .map(([key, coach]) => ({ key, ...coach, ...(contacts.get(key) ?? never) }) as CareRow)
        .sort((a, b) => (a.lastContactAt ?? 0) - (b.lastContactAt ?? 0) || (a.key < b.key ? -1 : 1));
    },
  });
}

/** Reports that managers see at once, the oldest. */
const reportsMax = 500;

function createReports({ clock: _, ...options }: StoredViewOptions): TableView {
  return createTableView({
    ...options,
    name: 'reports',
    tables: { report: { query: () => ({ orderBy: 'reportedAt', limit: reportsMax }), pick: (row) => row } },
    rowsFor: (tables) =>
      [...tables('report')]
        .map(([key, row]) => ({ key, ...row }) as ReportRow)
        .sort((a, b) => a.reportedAt - b.reportedAt || (a.key < b.key ? -1 : 1)),
  });
}
