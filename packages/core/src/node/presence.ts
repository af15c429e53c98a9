import type { TopicTree } from '../expertise/types.js';
import type { AvailabilityAnswer } from '../matching/availability.js';
import { type AvailabilityIndex, type CoachOffer, createAvailabilityIndex } from '../matching/availability-index.js';
import type { AvailabilityRequest } from '../matching/availability-scope.js';
import type { CoachFacts } from '../matching/types.js';
import type { Clock } from '../ports/clock.js';
import type { FoundRow } from '../ports/storage.js';
import type { PresenceRow } from '../protocol/types.js';
import { slotBoundsOf } from '../recognition-of.js';
import type { CommunitySettings } from '../settings.js';
import { type CoachesElsewhere, createCoachesElsewhere } from './coaches-elsewhere.js';
import { createMissingCoaches } from './missing-coaches.js';
import { createOnlineCoaches, type OnlineCoaches, type VersionedCoach } from './online-coaches.js';
import { createPacer } from './pacer.js';
import type { ShownPresence } from './shown-presence.js';

/** Who is connected, to this node or another, of one community, and what follows for its window. */
export interface Presence {
  /** One more connection of a coach; the returned function takes it back. */
  connect(coachId: string, read: VersionedCoach): () => void;
  /** The coach did something: whoever was passive is present again. */
  active(coachId: string): void;
  /** An offer to the coach lapsed unanswered. */
  missed(coachId: string): void;
  /** A coach's stored state changed. Ignored where something newer is known. */
  update(coachId: string, changed: VersionedCoach): void;
  /** Other nodes say whom they have, all of them. */
  seenElsewhere(coaches: ReadonlyMap<string, ShownPresence>): void;
  /** Those elsewhere of whom no row of the `coach` view was read yet. */
  unread(): string[];
  /** Rows of the `coach` view were written or read. */
  rowsChanged(rows: readonly FoundRow[]): void;
  /** Storage says that the coach holds conversations: one who isn't connected is missed since this node began. */
  holds(coachId: string): void;
  /** Coaches who hold conversations and have had no connection, to any node, for this long. */
  vanished(forMs: number): string[];
  /** Whether they are connected to this node. */
  isHere(coachId: string): boolean;
  /** Everybody who is connected to this node. */
  here(): string[];
  /** Time passed: intents end, coaches become passive, the gate opens or closes. */
  tick(): void;
  /** Whether the window is open, for anything. */
  isOpen(): boolean;
  /** The same object as long as the answer is the same. */
  availability(request?: AvailabilityRequest): AvailabilityAnswer;
  /** What the `presence` view shows: of a large crowd those who have been here longest. */
  rows(): PresenceRow[];
}

export interface PresenceOptions {
  settings: CommunitySettings;
  clock: Clock;
  topics: Pick<TopicTree, 'ancestorsOf'>;
  /** A coach is connected to this node, or is no longer: others may be told. */
  shown?(coachId: string, presence: ShownPresence | null): void;
  /** Called after anything that readers of `availability` or `presence` may see has changed; in a rush once a tick. */
  changed(): void;
  /** What matching knows of a connected coach is another now; null when the coach is gone. */
  /** What to expect of a queue that is served so. @defaultValue unknown */
  expectedWaitMs?(whole: AvailabilityAnswer, now: number): number | undefined;
  coachChanged?(coachId: string, facts: CoachFacts | null): void;
}

/** Coaches whom the `presence` view shows. */
const rowsMax = 500;
/** Changes that are shown at once; what more comes within a tick is shown at its end. */
const changesPerTickMax = 5;

export function createPresence(options: PresenceOptions): Presence {
  const { settings, clock, topics } = options;
  const index = createAvailabilityIndex({ policy: settings.availability, topics });
  const missing = createMissingCoaches(clock.now());
  const pacer = createPacer(options.changed, changesPerTickMax);
  const told = createTold((coachId, facts) => {
    index.set(coachId, facts && offerOf(facts), clock.now());
    options.coachChanged?.(coachId, facts);
    pacer.soon();
  });
  const tell = (coachId: string) => told(coachId, together(online.facts(coachId), elsewhere.facts(coachId)));
  const elsewhere = createCoachesElsewhere({
    clock,
    bounds: slotBoundsOf(settings),
    came: missing.cameBack,
    left: (coachId, openCount) => lost(coachId, openCount),
    changed: tell,
  });
  const online = createOnlineCoaches({
    settings,
    clock,
    changed(coachId, facts) {
      options.shown?.(coachId, facts && shownOf(facts));
      tell(coachId);
    },
    left: (coachId, state) => lost(coachId, state.slots.length),
  });
  const isThere = (coachId: string) => online.has(coachId) || elsewhere.has(coachId);
  const lost = (coachId: string, openCount: number) => {
    if (!isThere(coachId)) missing.left(coachId, openCount, clock.now());
  };
  const availability = createAnswers(index, options);
  let shown: AvailabilityAnswer | null = null;

  return {
    connect: (coachId, read) => {
      missing.cameBack(coachId);
      return online.connect(coachId, read);
    },
    active: online.active,
    missed: online.missed,
    update(coachId, changed) {
      if (online.has(coachId)) online.update(coachId, changed);
      else lost(coachId, changed.state.slots.length);
    },
    seenElsewhere: elsewhere.seen,
    unread: elsewhere.unread,
    rowsChanged(rows) {
      elsewhere.rowsChanged(rows);
      for (const { key, row } of rows) lost(key, Number(row?.openCount ?? 0));
    },
    holds(coachId) {
      if (!isThere(coachId)) missing.neverCame(coachId);
    },
    vanished: (forMs) => missing.longerThan(forMs, clock.now()),
    isHere: online.has,
    here: online.ids,
    tick() {
      const isLater = [online.passTime(), elsewhere.passTime()].some(Boolean);
      const answer = availability();
      pacer.tick(isLater || answer !== shown);
      shown = answer;
    },
    isOpen: () => index.answer({}, clock.now()).open,
    availability,
    rows: () => allRows(online, elsewhere),
  };
}

/** Somebody who doesn't look here may look on a device at another node. */
function together(here: CoachFacts | null, elsewhere: CoachFacts | null): CoachFacts | null {
  if (here?.presence === 'passive' && elsewhere?.presence === 'present') return { ...here, presence: 'present' };
  return here ?? elsewhere;
}

const shownOf = ({ presence }: CoachFacts): ShownPresence => (presence === 'passive' ? 'passive' : 'present');

function allRows(online: OnlineCoaches, elsewhere: CoachesElsewhere): PresenceRow[] {
  const here = online.rows(rowsMax).map((row) => withBest(row, elsewhere.facts(row.key)));
  return [...here, ...elsewhere.rows(rowsMax - here.length, online.has)];
}

const withBest = (row: PresenceRow, elsewhere: CoachFacts | null): PresenceRow =>
  elsewhere?.presence === 'present' ? { ...row, presence: 'present' } : row;

/** Tells of a coach what is another than before. */
function createTold(tell: (coachId: string, facts: CoachFacts | null) => void) {
  const told = new Map<string, CoachFacts>();
  return (coachId: string, facts: CoachFacts | null) => {
    if ((told.get(coachId) ?? null) === facts) return;
    if (facts) told.set(coachId, facts);
    else told.delete(coachId);
    tell(coachId, facts);
  };
}

function createAnswers(index: AvailabilityIndex, { clock, expectedWaitMs }: PresenceOptions) {
  const withWait = createWithWait();
  return (request: AvailabilityRequest = {}) => {
    const now = clock.now();
    const answer = index.answer(request, now);
    return withWait(answer, answer.open ? expectedWaitMs?.(index.answer({}, now), now) : undefined);
  };
}

/** Adds the wait to an answer; the same answer and wait give the same object. */
function createWithWait() {
  const made = new WeakMap<AvailabilityAnswer, AvailabilityAnswer>();
  return (answer: AvailabilityAnswer, expectedWaitMs: number | undefined): AvailabilityAnswer => {
    if (expectedWaitMs === undefined) return answer;
    const known = made.get(answer);
    if (known?.expectedWaitMs === expectedWaitMs) return known;
    const told = { ...answer, expectedWaitMs };
    made.set(answer, told);
    return told;
  };
}

/** Who is passive isn't counted on, and nobody is told to come for them. */
function offerOf({ presence, locales, expertise, capacity, openCount }: CoachFacts): CoachOffer | null {
  if (presence !== 'present') return null;
  const topics = expertise.map(({ topic }) => topic);
  return { locales, topics, freeSlots: Math.max(capacity - openCount, 0) };
}
