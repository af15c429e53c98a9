import type { Clock } from '../ports/clock.js';
import type { FoundRow, Row } from '../ports/storage.js';
import type { BoardRow, PresenceRow } from '../protocol/types.js';
import type { Table, Tables } from './known-rows.js';
import { createTableView, type TableView, type TableViewOptions } from './table-view.js';
import { visibleRequest } from './visibility.js';

/** Open conversations on the board, those asked first. */
const openMax = 1_000;
/** Questions of today that nobody took, the latest. */
const lostMax = 500;
/** Minutes and topics of today in which somebody found the window closed, the latest. */
const demandMax = 5_000;

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;
const openStatus = ['waiting', 'claimed', 'held', 'on_hold'];
const lostOutcomes = ['expired', 'abandoned'];

/** What happens now, for managers: each row is a function of one stream, or of one coach's presence. */
export function createBoard({
  clock,
  online,
  ...options
}: Pick<TableViewOptions, 'community' | 'storage' | 'opened'> & {
  clock: Clock;
  online(): readonly PresenceRow[];
}): TableView {
  const today = () => Math.floor(clock.now() / dayMs) * dayMs;
  let shownDay = today();
  return createTableView({
    ...options,
    name: 'board',
    isPaced: true,
    tables: {
      conversation: {
        query: () => [
          { where: { status: openStatus }, orderBy: 'askedAt', limit: openMax },
          {
            where: { status: 'closed', outcome: lostOutcomes },
            atLeast: { askedAt: today() },
            orderBy: 'askedAt',
            descending: true,
            limit: lostMax,
          },
        ],
        pick: (row) => (row.status !== 'closed' || isLost(row) ? row : null),
      },
      match: { query: () => ({ limit: openMax }), pick: (row) => row },
      demand: {
        query: () => ({
          atLeast: { minute: today() / minuteMs },
          orderBy: 'minute',
          descending: true,
          limit: demandMax,
        }),
        pick: (row) => row,
      },
    },
    rowsFor: (tables) => boardRows(tables, { online: online(), since: today() }),
    hasTurned() {
      const isNewDay = shownDay !== today();
      shownDay = today();
      return isNewDay;
    },
  });
}

const isLost = ({ outcome, claimedAt }: Row) => lostOutcomes.includes(String(outcome)) && !claimedAt;

/** What cannot be sent is cut off at the end: the past first. */
function boardRows(tables: Tables, { online, since }: { online: readonly PresenceRow[]; since: number }): BoardRow[] {
  const conversations = [...tables('conversation')].map(([key, row]): FoundRow => ({ key, version: 0, row }));
  const waiting = conversations.filter(({ row }) => row?.status === 'waiting');
  const talking = conversations.filter(({ row }) => row?.status !== 'waiting' && row?.status !== 'closed');
  const lost = conversations.filter(({ row }) => row?.status === 'closed' && Number(row.askedAt) >= since);
  return [
    ...online.map(({ key, ...row }): BoardRow => ({ key: `coach/${key}`, kind: 'coach', coachId: key, ...row })),
    ...demandRows(tables('demand'), since),
    ...waiting.sort(byAskedAt).map(requestRow),
    ...talking.sort(byAskedAt).map(talkRow),
    ...[...tables('match')].map(matchRow),
    ...lost.sort(byAskedAt).reverse().slice(0, lostMax).map(lostRow),
  ];
}

const byAskedAt = (a: FoundRow, b: FoundRow) => Number(a.row?.askedAt) - Number(b.row?.askedAt);

function requestRow(found: FoundRow): BoardRow {
  const { key, page: _, ...request } = visibleRequest(found);
  return { key: `request/${key}`, kind: 'request', conversationId: key, ...request };
}

const talkRow = ({ key, row }: FoundRow): BoardRow => ({
  key: `talk/${key}`,
  kind: 'talk',
  conversationId: key,
  status: row?.status as 'held',
  topic: (row?.topic ?? null) as string | null,
  askedAt: Number(row?.askedAt),
  claimedAt: (row?.claimedAt ?? null) as number | null,
  coachId: (row?.handledById ?? null) as string | null,
  overdue: row?.overdue === 1,
});

const matchRow = ([key, { step, board, offers }]: readonly [string, Row]): BoardRow => ({
  key: `match/${key}`,
  kind: 'match',
  conversationId: key,
  step: Number(step),
  board: board === 1,
  offered: Object.values(offers as Record<string, { status: string }>).filter(({ status }) => status === 'open').length,
});

const lostRow = ({ key, row }: FoundRow): BoardRow => ({
  key: `lost/${key}`,
  kind: 'lost',
  conversationId: key,
  topic: (row?.topic ?? null) as string | null,
  outcome: String(row?.outcome),
  askedAt: Number(row?.askedAt),
});

/** The day's stream, by topic. */
function demandRows(demand: Table, since: number): BoardRow[] {
  const counts = new Map<string | null, number>();
  for (const { minute, topic, count } of demand.values()) {
    if (Number(minute) * minuteMs < since) continue;
    const of = (topic ?? null) as string | null;
    counts.set(of, (counts.get(of) ?? 0) + Number(count));
  }
  return [...counts].map(([topic, count]) => ({ key: `demand/${topic ?? ''}`, kind: 'demand', topic, count }));
}
