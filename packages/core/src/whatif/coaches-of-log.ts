import { coachFactsOf } from '../coach/coach-facts.js';
import { emptyCoach, evolveCoach } from '../coach/evolve.js';
import type { CoachState } from '../coach/types.js';
import type { CoachFacts, MatchDecision } from '../matching/types.js';
import { type RecordedEvent, splitStream } from './recorded-event.js';
import { createSightings } from './sightings.js';
import type { TrafficCoach } from './traffic.js';

/** Who could help, what they knew at last, and when they were there, as far as a log tells. */
export function coachesOfLog(events: Iterable<RecordedEvent>, { capacityMax = 4 } = {}): TrafficCoach[] {
  const states = new Map<string, CoachState>();
  const weighedLast = new Map<string, CoachFacts>();
  const sightings = createSightings();
  for (const event of events) {
    const [kind, id] = splitStream(event.stream);
    if (kind === 'coach') states.set(id, evolveCoach(states.get(id) ?? emptyCoach, event));
    if (event.by.kind === 'coach' && event.by.id !== undefined) sightings.see(event.by.id, event.at);
    if (event.type === 'presence.changed') sightings.intend(id, event.at, event.data);
    if (event.type !== 'match.decided') continue;
    const { weighed = [] } = event.data as Partial<MatchDecision>;
    for (const { coachId, facts } of weighed) {
      weighedLast.set(coachId, facts);
      if (facts.presence === 'present' || facts.presence === 'passive') sightings.see(coachId, event.at);
    }
  }
  const known = new Map(weighedLast);
  for (const [id, state] of states)
    if (state.kind === 'coach') known.set(id, coachFactsOf(id, state, { presence: 'away', capacityMax }));
  return [...known.values()].map((facts) => coachOf(facts, sightings.shiftsOf(facts.coachId)));
}

const coachOf = (facts: CoachFacts, shifts: TrafficCoach['shifts']): TrafficCoach => {
  const { coachId: id, locales, expertise, capacity, quietHours, pingsPerDayMax } = facts;
  return { id, locales, expertise, capacity, shifts, quietHours, pingsPerDayMax };
};
