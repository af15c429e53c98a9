import type { WireEvent } from '../protocol/events.js';
import { applyEvent, emptyFeed, type FeedFold, type FeedState, openedFeed } from '../protocol/fold-feed.js';
import { loungeFold, meFold, threadFold } from '../protocol/member-folds.js';
import type { ClientOptions, Line } from './client-line.js';
import type { FeedPlace, ViewRow } from './journal.js';

/** What a client reads: feeds, which it takes up again where it was, and views, which come whole each time. */
export interface ClientFeeds {
  open(feed: string): void;
  /** Opens it again, where it was open: its reader may have lost the right to it meanwhile, and got it back. */
  reopen(feed: string): void;
  close(feed: string): void;
  /** What is known of a feed; undefined where it isn't open. */
  state(feed: string): FeedState | undefined;
  /** Of those that are open. */
  names(): readonly string[];
  rows(view: string): readonly ViewRow[];
  /** Opens the views again, to compare. */
  look(): void;
  opened(line: Line): void;
  notified(method: string, params: never): void;
  ended(): void;
}

interface Feed {
  known: FeedState;
  /** `feed.open` was answered on this connection. */
  isLive: boolean;
}

export function createClientFeeds(options: ClientOptions): ClientFeeds {
  const feeds = createFeeds(options);
  const views = createViews(options);
  return {
    ...feeds,
    ...views,
    opened(on) {
      views.opened(on);
      feeds.opened(on);
    },
    notified(method, params) {
      if (method === 'feed.event') feeds.told(params);
      if (method === 'view.changed') views.told(params);
    },
    ended() {
      views.ended();
      feeds.ended();
    },
  };
}

/** Asks again after a while, unless the connection is another by then. */
const again = ({ clock }: ClientOptions, isSame: () => boolean, task: () => void) =>
  clock.schedule(500, () => isSame() && task());

function createFeeds(options: ClientOptions) {
  const feeds = new Map<string, Feed>(options.feeds.map((feed) => [feed, newFeed(feed)]));
  let line: Line | null = null;

  function openFeed(feed: string) {
    const [on, entry] = [line, feeds.get(feed)];
    if (!on || !entry) return;
    const { epoch, offset } = entry.known;
    const after: FeedPlace | undefined = epoch === '' ? undefined : { epoch, offset };
    on.call('feed.open', { feed, ...(after ? { after } : {}) }, ({ result, error }) => {
      if (feeds.get(feed) !== entry || line !== on) return;
      const answer = result as unknown as Parameters<typeof openedFeed>[2] | undefined;
      if (answer) {
        on.note({ is: 'feed', feed, ...(after ? { after } : {}), ...answer });
        entry.known = openedFeed(foldOf(feed), entry.known, answer);
        entry.isLive = true;
      } else if (error?.data?.reason === 'unavailable')
        again(
          options,
          () => line === on,
          () => openFeed(feed),
        );
      else feeds.delete(feed);
    });
  }

  return {
    open(feed: string) {
      if (feeds.has(feed)) return;
      feeds.set(feed, newFeed(feed));
      openFeed(feed);
    },
    reopen(feed: string) {
      const entry = feeds.get(feed);
      if (!entry) feeds.set(feed, newFeed(feed));
      else entry.isLive = false;
      openFeed(feed);
    },
    close(feed: string) {
      if (!feeds.delete(feed)) return;
      line?.note({ is: 'feed.closed', feed });
      line?.call('feed.close', { feed }, () => undefined);
    },
    state: (feed: string) => feeds.get(feed)?.known,
    names: () => [...feeds.keys()],
    opened(on: Line) {
      line = on;
      for (const feed of feeds.keys()) openFeed(feed);
    },
    told({ feed, event, ...place }: { feed: string; event: WireEvent } & FeedPlace) {
      const entry = feeds.get(feed);
      if (!entry?.isLive) return;
      line?.note({ is: 'event', feed, event, ...place });
      const known = applyEvent(foldOf(feed), entry.known, { ...event, offset: place.offset });
      if (known) entry.known = known;
      else {
        entry.isLive = false;
        openFeed(feed);
      }
    },
    ended() {
      line = null;
      for (const feed of feeds.values()) feed.isLive = false;
    },
  };
}

function createViews(options: ClientOptions) {
  const views = new Map<string, Map<string, ViewRow>>();
  let line: Line | null = null;

  function openView(view: string, isLook: boolean) {
    const on = line;
    on?.call('view.open', { view }, ({ result, error }) => {
      if (line !== on) return;
      if (result) {
        const { version, rows } = result as { version: number; rows: ViewRow[] };
        on.note(isLook ? { is: 'look', view, rows } : { is: 'view', view, version, rows });
        views.set(view, new Map(rows.map((row) => [row.key, row])));
      } else if (error?.data?.reason === 'unavailable')
        again(
          options,
          () => line === on,
          () => openView(view, isLook),
        );
    });
  }

  return {
    rows: (view: string) => [...(views.get(view)?.values() ?? [])],
    look() {
      for (const view of views.keys()) openView(view, true);
    },
    opened(on: Line) {
      line = on;
      for (const view of options.views) openView(view, false);
    },
    told(change: { view: string; version: number; upserts: ViewRow[]; removes: string[] }) {
      const rows = views.get(change.view);
      if (!rows) return;
      line?.note({ is: 'change', ...change });
      for (const key of change.removes) rows.delete(key);
      for (const row of change.upserts) rows.set(row.key, row);
    },
    ended() {
      line = null;
      views.clear();
    },
  };
}

const newFeed = (feed: string): Feed => ({ known: emptyFeed(foldOf(feed)), isLive: false });

/** The fold of a feed: those that not every client carries are named by what they are. */
export function foldOf(feed: string): string | FeedFold {
  if (feed === 'lounge') return loungeFold as FeedFold;
  if (feed === 'me') return meFold as FeedFold;
  return feed.startsWith('thread/') ? (threadFold as FeedFold) : feed;
}
