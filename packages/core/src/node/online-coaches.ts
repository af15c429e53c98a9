import { coachFactsOf } from '../coach/coach-facts.js';
import { intentAt } from '../coach/evolve.js';
import { type CoachPresenceFacts, isPassive, presenceAt, presenceChangesAt } from '../coach/presence.js';
import { type SlotBounds, slotsMaxOf } from '../coach/slots-max.js';
import type { CoachState } from '../coach/types.js';
import type { CoachFacts } from '../matching/types.js';
import type { Clock } from '../ports/clock.js';
import type { PresenceRow } from '../protocol/types.js';
import { slotBoundsOf } from '../recognition-of.js';
import type { CommunitySettings } from '../settings.js';
import { createDueTimes } from './due-times.js';

/** A coach's stored state, and the version of the stream that it is of. */
export interface VersionedCoach {
  state: CoachState;
  version: number;
}

interface OnlineCoach extends VersionedCoach {
  connections: number;
  lastInputAt: number;
  missedOfferAt: number | null;
  /** As it was told last. */
  facts: CoachFacts | null;
}

/** Everybody who is connected, on any number of devices, and how they are there. */
export interface OnlineCoaches {
  /** The returned function takes the connection back. */
  connect(coachId: string, read: VersionedCoach): () => void;
  active(coachId: string): void;
  missed(coachId: string): void;
  update(coachId: string, changed: VersionedCoach): void;
  has(coachId: string): boolean;
  ids(): string[];
  /** What matching knows of them; null for who isn't here. */
  facts(coachId: string): CoachFacts | null;
  /** Looks at those whom time alone may have changed, and says whether there were any. */
  passTime(): boolean;
  rows(limit: number): PresenceRow[];
}

/**
 * @param options `changed` is told what matching knows of a coach, whenever that is something else, and null when they
 * are gone; `left` is told first, with their last known state
 */
export function createOnlineCoaches(options: {
  settings: CommunitySettings;
  clock: Clock;
  changed(coachId: string, facts: CoachFacts | null): void;
  left(coachId: string, state: CoachState): void;
}): OnlineCoaches {
  const { settings, clock } = options;
  const { passiveAfterMs } = settings;
  const bounds = slotBoundsOf(settings);
  const online = new Map<string, OnlineCoach>();
  const again = createDueTimes();

  const look = (coachId: string, coach: OnlineCoach, isNewState: boolean) => {
    const now = clock.now();
    const known = presenceFactsOf(coach);
    const presence = presenceAt(known, now, passiveAfterMs);
    again.set(coachId, presenceChangesAt(known, now, passiveAfterMs));
    if (!isNewState && coach.facts?.presence === presence) return;
    coach.facts = coachFactsOf(coachId, coach.state, { presence, ...bounds });
    options.changed(coachId, coach.facts);
  };
  const leave = (coachId: string, coach: OnlineCoach) => {
    coach.connections -= 1;
    if (coach.connections > 0) return;
    online.delete(coachId);
    again.set(coachId, null);
    options.left(coachId, coach.state);
    options.changed(coachId, null);
  };

  return {
    connect(coachId, read) {
      const coach = online.get(coachId) ?? {
        ...read,
        connections: 0,
        lastInputAt: 0,
        missedOfferAt: null,
        facts: null,
      };
      online.set(coachId, coach);
      coach.connections += 1;
      coach.lastInputAt = clock.now();
      look(coachId, coach, takeNewer(coach, read));
      return () => leave(coachId, coach);
    },
    active(coachId) {
      const coach = online.get(coachId);
      if (!coach) return;
      coach.lastInputAt = clock.now();
      if (coach.facts?.presence === 'passive') look(coachId, coach, false);
    },
    missed(coachId) {
      const coach = online.get(coachId);
      if (coach) look(coachId, Object.assign(coach, { missedOfferAt: clock.now() }), false);
    },
    update(coachId, changed) {
      const coach = online.get(coachId);
      if (coach && takeNewer(coach, changed)) look(coachId, coach, true);
    },
    has: (coachId) => online.has(coachId),
    ids: () => [...online.keys()],
    facts: (coachId) => online.get(coachId)?.facts ?? null,
    passTime() {
      const due = again.take(clock.now());
      for (const coachId of due) look(coachId, online.get(coachId) as OnlineCoach, false);
      return due.length > 0;
    },
    rows: (limit) => firstRows(online, limit, { settings, bounds, now: clock.now() }),
  };
}

const presenceFactsOf = ({ connections, state, lastInputAt, missedOfferAt }: OnlineCoach): CoachPresenceFacts => ({
  connections,
  intent: state,
  lastInputAt,
  missedOfferAt,
  canBePinged: state.pingsPerDayMax > 0,
});

interface Seen {
  settings: CommunitySettings;
  bounds: SlotBounds;
  now: number;
}

function firstRows(online: ReadonlyMap<string, OnlineCoach>, limit: number, seen: Seen): PresenceRow[] {
  const rows: PresenceRow[] = [];
  for (const [key, coach] of online) {
    if (rows.length === limit) break;
    rows.push(rowOf(key, coach, seen));
  }
  return rows;
}

function rowOf(key: string, coach: OnlineCoach, { settings, bounds, now }: Seen): PresenceRow {
  const { state } = coach;
  return {
    key,
    name: state.name,
    status: intentAt(state, now),
    presence: isPassive(presenceFactsOf(coach), now, settings.passiveAfterMs) ? 'passive' : 'present',
    openCount: state.slots.length,
    capacity: slotsMaxOf(state, bounds),
  };
}

/** Reads and commits overtake each other; what is older changes nothing. */
function takeNewer(coach: OnlineCoach, { state, version }: VersionedCoach): boolean {
  const isNews = coach.facts === null || version > coach.version;
  if (isNews) Object.assign(coach, { state, version });
  return isNews;
}
