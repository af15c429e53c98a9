import type { TopicTree } from '../expertise/types.js';
import type { AvailabilityAnswer } from '../matching/availability.js';
import { type CoachOffer, createAvailabilityIndex } from '../matching/availability-index.js';
import type { AvailabilityRequest } from '../matching/availability-scope.js';
import type { CoachFacts } from '../matching/types.js';
import type { Clock } from '../ports/clock.js';
import type { PresenceRow } from '../protocol/types.js';
import type { CommunitySettings } from '../settings.js';
import { createMissingCoaches } from './missing-coaches.js';
import { createOnlineCoaches, type VersionedCoach } from './online-coaches.js';
import { createPacer } from './pacer.js';

/** Who is connected to this node, of one community, and what follows for its window. */
export interface Presence {
  /** One more connection of a coach; the returned function takes it back. */
  connect(coachId: string, read: VersionedCoach): () => void;
  /** The coach did something: whoever was passive is present again. */
  active(coachId: string): void;
  /** An offer to the coach lapsed unanswered. */
  missed(coachId: string): void;
  /** A coach's stored state changed. Ignored where something newer is known. */
  update(coachId: string, changed: VersionedCoach): void;
  /** Storage says that the coach holds conversations: one who isn't connected is missed since this node began. */
  holds(coachId: string): void;
  /** Another node wrote how many conversations the coach holds. */
  holdsNow(coachId: string, openCount: number): void;
  /** Another node has the coach. */
  seenElsewhere(coachId: string): void;
  /** Coaches who hold conversations and have had no connection for this long. */
  vanished(forMs: number): string[];
  isOnline(coachId: string): boolean;
  /** Everybody who is connected. */
  online(): string[];
  /** Those of them who hold conversations. */
  holding(): string[];
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
  const online = createOnlineCoaches({
    settings,
    clock,
    changed(coachId, facts) {
      index.set(coachId, facts && offerOf(facts), clock.now());
      options.coachChanged?.(coachId, facts);
      pacer.soon();
    },
    left: (coachId, state) => missing.left(coachId, state.slots.length, clock.now()),
  });
  const withWait = createWithWait();
  const availability = (request: AvailabilityRequest = {}) => {
    const now = clock.now();
    const answer = index.answer(request, now);
    return withWait(answer, answer.open ? options.expectedWaitMs?.(index.answer({}, now), now) : undefined);
  };
  let shown: AvailabilityAnswer | null = null;

  return {
    connect(coachId, read) {
      missing.cameBack(coachId);
      return online.connect(coachId, read);
    },
    active: online.active,
    missed: online.missed,
    update(coachId, changed) {
      if (online.has(coachId)) online.update(coachId, changed);
      else missing.left(coachId, changed.state.slots.length, clock.now());
    },
    holds(coachId) {
      if (!online.has(coachId)) missing.neverCame(coachId);
    },
    holdsNow(coachId, openCount) {
      if (!online.has(coachId)) missing.left(coachId, openCount, clock.now());
    },
    seenElsewhere: (coachId) => missing.seenElsewhere(coachId, clock.now()),
    vanished: (forMs) => missing.longerThan(forMs, clock.now()),
    isOnline: online.has,
    online: online.ids,
    holding: online.holding,
    tick() {
      const isLater = online.passTime();
      const answer = availability();
      pacer.tick(isLater || answer !== shown);
      shown = answer;
    },
    isOpen: () => index.answer({}, clock.now()).open,
    availability,
    rows: () => online.rows(rowsMax),
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
