/**
 * What recognition counts. `answered`: wrote to a visitor who wrote back · `thanked`: by that visitor · `welcomed`: a
 * newcomer's first post got an answer · `advised`: a colleague's question did · `liked`: by a colleague, in the lounge.
 */
export type DeedKind = 'answered' | 'thanked' | 'welcomed' | 'advised' | 'liked';

export const deedKinds: readonly DeedKind[] = ['answered', 'thanked', 'welcomed', 'advised', 'liked'];

/** One thing that a coach did, or that was given to them for it. */
export interface Deed {
  kind: DeedKind;
  /** The conversation or post that it came from: one deed of a kind each. */
  causeId: string;
  /** Unix milliseconds. */
  at: number;
  topic: string | null;
  /** For whom it was, or who gave it: a visitor, a newcomer, a colleague. */
  personId: string | null;
  /** By the clock on the coach's wall, 0 to 23; null where they told no time zone. */
  hour: number | null;
  /** The community's calendar day, counted from 1 January 1970. */
  day?: number;
}

/** What one coach did: a bounded fold. */
export interface CoachRecord {
  /** Unix milliseconds; null for nobody. */
  joinedAt: number | null;
  /** The latest, oldest first. */
  deeds: readonly Deed[];
  /** How many came before these, by kind and topic (`thanked shoes`). They no longer stand one by one. */
  older: Readonly<Record<string, number>>;
  /** What is under review: it counts for nothing until somebody has looked. */
  heldCauseIds: readonly string[];
  /** A colleague has answered one of the coach's first posts: nobody is new twice. */
  isWelcomed?: true;
}

export type RecordEvent =
  | { type: 'record.begun'; at: number; data: Record<never, never> }
  | { type: 'deed.done'; at: number; data: Omit<Deed, 'at'> }
  /** A thank-you was taken back, an award was reversed. */
  | { type: 'deed.undone'; at: number; data: Pick<Deed, 'kind' | 'causeId' | 'topic'> }
  /** By this colleague, who has answered this post. */
  | { type: 'newcomer.welcomed'; at: number; data: { coachId: string; postId: string } }
  | { type: 'review.opened' | 'review.closed'; at: number; data: { causeIds: readonly string[] } };

/** Twenty a day of a window of a hundred days. */
export const deedsMax = 2_000;

export const emptyRecord: CoachRecord = { joinedAt: null, deeds: [], older: {}, heldCauseIds: [] };

/** Under which a deed counts once it no longer stands by itself. */
export const deedKey = ({ kind, topic }: Pick<Deed, 'kind' | 'topic'>): string => (topic ? `${kind} ${topic}` : kind);

/** What the deeds were about. */
export function topicsOf({ deeds, older }: CoachRecord): readonly string[] {
  const named = deeds.flatMap(({ topic }) => (topic === null ? [] : [topic]));
  return [
    ...new Set([
      ...named,
      ...Object.keys(older).flatMap((key) => (key.includes(' ') ? [key.slice(key.indexOf(' ') + 1)] : [])),
    ]),
  ].sort();
}

const isSame = (a: Pick<Deed, 'kind' | 'causeId'>, b: Pick<Deed, 'kind' | 'causeId'>) =>
  a.kind === b.kind && a.causeId === b.causeId;

const counted = (older: CoachRecord['older'], deed: Pick<Deed, 'kind' | 'topic'>, by: 1 | -1) => ({
  ...older,
  [deedKey(deed)]: Math.max(0, (older[deedKey(deed)] ?? 0) + by),
});

function done(record: CoachRecord, deed: Deed): CoachRecord {
  if (record.deeds.some((known) => isSame(known, deed))) return record;
  // Nodes may tell of two deeds in the other order; counts and evidence go by when they were done.
  const place = record.deeds.findLastIndex((known) => known.at <= deed.at) + 1;
  const deeds = record.deeds.toSpliced(place, 0, deed);
  const [first] = deeds;
  if (deeds.length <= deedsMax || !first) return { ...record, deeds };
  return { ...record, deeds: deeds.slice(1), older: counted(record.older, first, 1) };
}

function undone(record: CoachRecord, deed: Pick<Deed, 'kind' | 'causeId' | 'topic'>): CoachRecord {
  const deeds = record.deeds.filter((known) => !isSame(known, deed));
  return deeds.length < record.deeds.length
    ? { ...record, deeds }
    : { ...record, older: counted(record.older, deed, -1) };
}

/** The fold. Events that it doesn't know leave it as it is. */
export function evolveRecord(record: CoachRecord, event: RecordEvent): CoachRecord {
  switch (event.type) {
    case 'record.begun':
      return { ...record, joinedAt: record.joinedAt ?? event.at };
    case 'deed.done':
      return done(record, { ...event.data, at: event.at });
    case 'deed.undone':
      return undone(record, event.data);
    case 'newcomer.welcomed':
      return { ...record, isWelcomed: true };
    case 'review.opened':
      return { ...record, heldCauseIds: [...new Set([...record.heldCauseIds, ...event.data.causeIds])] };
    case 'review.closed':
      return { ...record, heldCauseIds: record.heldCauseIds.filter((id) => !event.data.causeIds.includes(id)) };
    default:
      return record;
  }
}
