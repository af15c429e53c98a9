import { canonicalJson } from '../json/canonical-json.js';
import type { LoggedEvent } from '../ports/storage.js';
import type { OffsetWireEvent, WireEvent } from '../protocol/events.js';
import { applyEvent, emptyFeed, type FeedState } from '../protocol/fold-feed.js';
import type { Histories } from './check-conversations.js';
import { foldOf } from './client-feeds.js';
import type { JournalEntry } from './journal.js';
import { breaks, dataOf, type Ground } from './violation.js';

interface Checking {
  ground: Ground;
  histories: Histories;
  /** By stream: what its events add up to, offset by offset. */
  folds: Map<string, FeedState[]>;
  /** By client, connection and feed: the last offset that it was sent. */
  places: Map<string, number>;
}

/** The stream behind a feed. */
export const streamOfFeed = (feed: string, id: string) => (feed === 'me' ? `coach/${id}` : feed);

/** M4, M7, M8, V1–V4: what readers saw is the log, whole and in order, with what isn't theirs left out. */
export function checkFeeds(ground: Ground, histories: Histories): void {
  const checking: Checking = { ground, histories, folds: new Map(), places: new Map() };
  const strangers = strangersOf(ground);
  for (const entry of ground.journal) {
    if (entry.is === 'feed') checkOpened(checking, entry);
    if (entry.is === 'event') checkEvent(checking, entry);
    if (ground.people.get(entry.who)?.kind === 'visitor') checkVisitor(ground, entry, strangers);
  }
}

type Opened = Extract<JournalEntry, { is: 'feed' }>;
type Told = Extract<JournalEntry, { is: 'event' }>;

const placeOf = ({ who, connection, feed }: Opened | Told) => `${who} ${connection} ${feed}`;
const personOf = ({ people }: Ground, { who }: JournalEntry) => people.get(who) ?? { kind: '', id: '' };

function checkOpened(checking: Checking, entry: Opened): void {
  const { ground } = checking;
  const { feed, offset, after, events, snapshot } = entry;
  const stream = streamOfFeed(feed, personOf(ground, entry).id);
  const wrong = (rule: string, text: string) => breaks(ground, rule, [`${entry.who} opens ${feed}: ${text}`, feed]);
  const shown = snapshot?.events ?? events ?? [];
  const from = snapshot ? snapshot.from : (after?.offset ?? 0) + 1;
  if ((events === undefined) === (snapshot === undefined)) wrong('M8', 'it is neither a delta nor a snapshot');
  if (events && after && after.epoch !== entry.epoch) wrong('M8', 'a delta of another epoch');
  const offsets = shown.map((event) => event.offset);
  const isWhole = offsets.every((one, index) => one === from + index) && from + shown.length - 1 === offset;
  if (!isWhole) wrong('M8', `events ${offsets[0]} to ${offsets.at(-1)} (${offsets.length}) for ${from} to ${offset}`);
  if (!mayRead(checking, entry, offset)) wrong('V4', 'it is somebody else’s');
  for (const event of shown) checkShown(checking, entry, event);
  if (snapshot) {
    const folded = foldTo(checking, stream, offset);
    if (canonicalJson(folded?.state ?? null) !== canonicalJson(plain(snapshot.state)))
      wrong('M4', `the snapshot at ${offset} isn’t what its events add up to`);
  }
  checking.places.set(placeOf(entry), offset);
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

function checkEvent(checking: Checking, entry: Told): void {
  const { ground, places } = checking;
  const last = places.get(placeOf(entry));
  const wrong = (rule: string, text: string) =>
    breaks(ground, rule, [`${entry.who} reads ${entry.feed}: ${text}`, entry.feed]);
  if (last === undefined) wrong('M8', `event ${entry.offset} comes to a feed that isn’t open`);
  else if (entry.offset !== last + 1) wrong('M8', `event ${entry.offset} follows ${last}`);
  if (!mayRead(checking, entry, entry.offset))
    wrong('M7', `event ${entry.offset} comes to somebody who may not read it`);
  checkShown(checking, entry, { ...entry.event, offset: entry.offset });
  places.set(placeOf(entry), Math.max(last ?? 0, entry.offset));
}

/** By the log: who they were to the conversation when it stood there. */
function mayRead({ ground, histories }: Checking, entry: Opened | Told, offset: number): boolean {
  const { kind, id } = personOf(ground, entry);
  const { feed } = entry;
  if (feed === 'lounge') return kind === 'coach' || kind === 'manager';
  if (feed === 'me') return kind === 'coach';
  if (feed.startsWith('thread/')) return kind === 'manager' || feed === `thread/${id}`;
  const moment = histories.get(feed)?.[offset - 1];
  if (!moment) return false;
  return moment.visitorId === id || moment.holder === id || moment.lastCoach === id;
}

/** Fields that readers of a feed don't see. */
const hidden: Readonly<Record<string, readonly string[]>> = {
  'conversation.transferred': ['coachId'],
  'conversation.blocked': ['reason', 'comment'],
  'coach.provisioned': ['subject'],
  'points.pended': ['pair'],
  'visitor.avoided': ['visitorId'],
};

/** An event that was shown is the one that is stored, but for what is hidden from its reader. */
function checkShown({ ground }: Checking, entry: Opened | Told, event: OffsetWireEvent): void {
  const { feed, who } = entry;
  const stored = ground.streams.get(streamOfFeed(feed, personOf(ground, entry).id))?.[event.offset - 1];
  const wrong = (rule: string, text: string) =>
    breaks(ground, rule, [`${who} reads ${feed}#${event.offset}: ${text}`, feed]);
  if (!stored) wrong('M2', `${event.type} isn’t stored`);
  else if (stored.type !== event.type || stored.at !== event.at || stored.by.name !== event.by.name)
    wrong('M4', `${event.type} was seen where ${stored.type} is stored`);
  else if (canonicalJson(event.data) !== canonicalJson(expectedData(stored)))
    wrong('M4', `${event.type} was seen with other data`);
  checkBy(event, feed, wrong);
}

const expectedData = (event: LoggedEvent) =>
  plain(Object.fromEntries(Object.entries(dataOf(event)).filter(([field]) => !hidden[event.type]?.includes(field))));

function checkBy({ by }: WireEvent, feed: string, wrong: (rule: string, text: string) => void): void {
  if (by.id !== undefined && (feed === 'me' || feed.startsWith('conversation/'))) wrong('V1', 'it names a person’s id');
}

function foldTo({ ground, folds }: Checking, stream: string, offset: number): FeedState | undefined {
  const feed = stream.startsWith('coach/') ? 'me' : stream;
  const states = folds.get(stream) ?? [emptyFeed(foldOf(feed))];
  folds.set(stream, states);
  const events = ground.streams.get(stream) ?? [];
  for (let next = states.length; next <= Math.min(offset, events.length); next += 1) {
    const { type, at, by, ...event } = events[next - 1] as LoggedEvent;
    const seen = { type, at, by, data: expectedData({ ...event, type, at, by }), offset: next };
    states.push(applyEvent(foldOf(feed), states[next - 1] as FeedState, seen as OffsetWireEvent) as FeedState);
  }
  return states[offset];
}

/** What no visitor ever sees: ids of staff, and what stands in the lounge and in threads. */
function strangersOf({ people, truth }: Ground): string[] {
  const ids = [...people.values()].filter(({ kind }) => kind !== 'visitor').map(({ id }) => id);
  const texts = truth.log
    .filter(({ stream }) => stream === 'lounge' || stream.startsWith('thread/') || stream.startsWith('announcement/'))
    .map(({ content }) => content?.text);
  return [...new Set([...ids, ...texts.filter((text) => typeof text === 'string')])];
}

function checkVisitor(ground: Ground, entry: JournalEntry, strangers: readonly string[]): void {
  if (entry.is !== 'feed' && entry.is !== 'event' && entry.is !== 'view' && entry.is !== 'change') return;
  const text = JSON.stringify(entry);
  const seen = strangers.find((stranger) => text.includes(stranger));
  if (seen) breaks(ground, 'V1', [`${entry.who} sees ${seen}, which no visitor may see`, entry.who]);
}
