import { intentAt } from '../coach/evolve.js';
import type { CoachState } from '../coach/types.js';
import { type AvailabilityAnswer, availabilityAt, type PresenceFact, recentFacts } from '../matching/availability.js';
import type { Clock } from '../ports/clock.js';
import type { PresenceRow } from '../protocol/types.js';
import type { CommunitySettings } from '../settings.js';

/** A coach's stored state, and the version of the stream that it is of. */
interface VersionedCoach {
  state: CoachState;
  version: number;
}

interface OnlineCoach extends VersionedCoach {
  connections: number;
}

/** Who is connected to this node, of one community, and what follows for its window. */
export interface Presence {
  /** One more connection of a coach; the returned function takes it back. */
  connect(coachId: string, read: VersionedCoach): () => void;
  /** A coach's stored state changed. Ignored for whoever isn't connected, and where something newer is known. */
  update(coachId: string, changed: VersionedCoach): void;
  /** Time passed: intents end, the gate opens or closes. */
  tick(): void;
  availability(): AvailabilityAnswer;
  rows(): PresenceRow[];
}

/** @param changed called after anything that readers of `availability` or `presence` may see has changed */
export function createPresence(options: { settings: CommunitySettings; clock: Clock; changed: () => void }): Presence {
  const { settings, clock } = options;
  const online = new Map<string, OnlineCoach>();
  let facts: readonly PresenceFact[] = [];
  let shown = '';

  const rows = (): PresenceRow[] =>
    [...online].map(([key, { state }]) => ({
      key,
      name: state.name,
      status: intentAt(state, clock.now()),
      openCount: state.slots.length,
      capacity: Math.min(state.capacity, settings.capacityMax),
    }));

  const availability = () => availabilityAt(facts, settings.availability, clock.now());

  function tick() {
    const now = clock.now();
    const available = rows().filter(({ status }) => status === 'available');
    const coachesOnline = available.length;
    const freeSlots = available.reduce((sum, { capacity, openCount }) => sum + Math.max(capacity - openCount, 0), 0);
    const last = facts.at(-1);
    if (last?.coachesOnline !== coachesOnline || last.freeSlots !== freeSlots)
      facts = [...recentFacts(facts, settings.availability, now), { at: now, coachesOnline, freeSlots }];
    const shows = JSON.stringify([availability(), rows()]);
    if (shows === shown) return;
    shown = shows;
    options.changed();
  }

  return {
    connect(coachId, read) {
      const coach = online.get(coachId) ?? { connections: 0, ...read };
      online.set(coachId, coach);
      coach.connections += 1;
      takeNewer(coach, read);
      tick();
      return () => {
        coach.connections -= 1;
        if (coach.connections === 0) online.delete(coachId);
        tick();
      };
    },
    update(coachId, changed) {
      const coach = online.get(coachId);
      if (!coach) return;
      takeNewer(coach, changed);
      tick();
    },
    tick,
    availability,
    rows,
  };
}

/** Reads and commits overtake each other; what is older changes nothing. */
function takeNewer(coach: OnlineCoach, { state, version }: VersionedCoach): void {
  if (version >= coach.version) Object.assign(coach, { state, version });
}
