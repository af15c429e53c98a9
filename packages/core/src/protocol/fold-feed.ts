import { emptySummary, foldSummary } from '../conversation/fold-summary.js';
import type { OffsetWireEvent } from './events.js';
import { contentFields } from './events.js';

/** A feed as one reader knows it: what its events add up to, and the latest of them. */
export interface FeedState<S = unknown> {
  epoch: string;
  /** Of the last event folded; 0 before the first. */
  offset: number;
  /** Everything up to `offset`, folded. */
  state: S;
  /** Offset of the first of `events`; `offset + 1` when there are none. */
  from: number;
  events: readonly OffsetWireEvent[];
}

/** What `feed.open` sends of a feed whose reader starts anew. */
export interface FeedSnapshot<S = unknown> {
  state: S;
  from: number;
  events: readonly OffsetWireEvent[];
}

/** What the events of one kind of feed add up to. */
export interface FeedFold<S = unknown> {
  empty: S;
  fold(state: S, event: OffsetWireEvent): S;
}

/** Of the feed that visitors open; the others are named by their fold, so that no visitor's page carries them. */
const folds: Readonly<Record<string, { empty: unknown; fold: (state: never, event: OffsetWireEvent) => unknown }>> = {
  conversation: { empty: emptySummary, fold: foldSummary },
};

const foldOf = (feed: string | FeedFold) =>
  typeof feed === 'string' ? (folds[feed.split('/')[0] as string] ?? { empty: null, fold: (state) => state }) : feed;

/** A feed of which nothing is known yet, by its name or its fold. */
export const emptyFeed = (feed: string | FeedFold): FeedState => ({
  epoch: '',
  offset: 0,
  state: foldOf(feed).empty,
  from: 1,
  events: [],
});

/** The feed after `feed.open` answered: a snapshot replaces what was known, a delta continues it. */
export function openedFeed(
  feed: string | FeedFold,
  known: FeedState,
  answer: { epoch: string; offset: number; events?: readonly OffsetWireEvent[]; snapshot?: FeedSnapshot },
): FeedState {
  const { epoch, offset, snapshot } = answer;
  if (snapshot) return { epoch, offset, ...snapshot };
  return (answer.events ?? []).reduce((state, event) => applyEvent(feed, state, event) ?? state, { ...known, epoch });
}

/**
 * The shared fold: the feed after one more event. An event that is known already changes nothing.
 *
 * @returns null when events are missing in between: ask, never guess
 */
export function applyEvent(feed: string | FeedFold, known: FeedState, event: OffsetWireEvent): FeedState | null {
  if (event.offset <= known.offset) return known;
  if (event.offset !== known.offset + 1) return null;
  const state = foldOf(feed).fold(known.state as never, event);
  const events = event.type === 'content.redacted' ? redacted(known.events, event) : known.events;
  return { ...known, offset: event.offset, state, events: [...events, event] };
}

function redacted(events: readonly OffsetWireEvent[], { data }: OffsetWireEvent): readonly OffsetWireEvent[] {
  const offsets = new Set(data.offsets as number[]);
  const nameless = new Set((data.authorOffsets ?? []) as number[]);
  return events.map((event) => {
    const kept = offsets.has(event.offset) ? withoutContent(event) : event;
    return nameless.has(event.offset) ? { ...kept, by: { ...kept.by, name: '' } } : kept;
  });
}

const withoutContent = (event: OffsetWireEvent): OffsetWireEvent => {
  const erased = contentFields[event.type] ?? [];
  return { ...event, data: Object.fromEntries(Object.entries(event.data).filter(([name]) => !erased.includes(name))) };
};
