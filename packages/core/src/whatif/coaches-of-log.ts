import type { Expertise } from '../expertise/types.js';
import type { CoachFacts, MatchDecision } from '../matching/types.js';
import { type RecordedEvent, splitStream } from './recorded-event.js';
import { createSightings } from './sightings.js';
import type { TrafficCoach } from './traffic.js';

/** What coaches hold at once where the log doesn't say. */
const capacityDefault = 3;

type Known = Omit<TrafficCoach, 'shifts'>;

/** Who could help, what they knew, and when they were there, as far as a log tells. */
export function coachesOfLog(events: Iterable<RecordedEvent>): TrafficCoach[] {
  const coaches = new Map<string, Known>();
  const sightings = createSightings();
  for (const event of events) {
    const [kind, id] = splitStream(event.stream);
    if (kind === 'coach') note(coaches, id, event);
    if (event.by.kind === 'coach' && event.by.id !== undefined) sightings.see(event.by.id, event.at);
    if (event.type === 'presence.changed') sightings.intend(id, event.at, event.data);
    if (event.type !== 'match.decided') continue;
    const { weighed = [] } = event.data as Partial<MatchDecision>;
    for (const { coachId, facts } of weighed) {
      coaches.set(coachId, knownOf(facts));
      if (facts.presence === 'present' || facts.presence === 'passive') sightings.see(coachId, event.at);
    }
  }
  return [...coaches.values()].map((coach) => ({ ...coach, shifts: sightings.shiftsOf(coach.id) }));
}

function note(coaches: Map<string, Known>, id: string, { type, data }: RecordedEvent): void {
  const coach = coaches.get(id);
  if (type === 'coach.provisioned' && data['kind'] === 'coach') {
    const { locales = [], topics = [] } = data as { locales?: string[]; topics?: string[] };
    const expertise = topics.map((topic): Expertise => ({ topic, level: 1, known: 'declared' }));
    coaches.set(id, { id, locales, expertise, capacity: capacityDefault });
  }
  const { capacity } = data;
  if (type === 'presence.changed' && coach && typeof capacity === 'number') coach.capacity = capacity;
}

const knownOf = ({ coachId, locales, expertise, capacity, quietHours, pingsPerDayMax }: CoachFacts): Known => ({
  id: coachId,
  ...{ locales, expertise, capacity, quietHours, pingsPerDayMax },
});
