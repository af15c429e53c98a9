import { arrivalsOfLog } from './arrivals-of-log.js';
import { coachesOfLog } from './coaches-of-log.js';
import type { RecordedEvent } from './recorded-event.js';
import type { Traffic } from './traffic.js';

/**
 * What any policy would have had to deal with, from one community's log: who asked, how long they waited and talked;
 * who could help, and when they were there (see `Sightings` for how far a log tells that).
 *
 * @param events in the order of the log; those of other communities must be left out
 */
export function trafficOfLog(events: Iterable<RecordedEvent>): Traffic {
  const list = [...events];
  return { arrivals: arrivalsOfLog(list), coaches: coachesOfLog(list) };
}
