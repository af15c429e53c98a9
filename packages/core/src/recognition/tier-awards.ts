import type { Award } from '../ledger/types.js';
import type { Recognition } from './define-recognition.js';
import { localDayOf } from './local-day.js';
import type { RecognisedEvent } from './recognised-coach.js';

/** The awards that events of recognition call for: the points of each tier that is reached for the first time. */
export const tierAwards = (
  { version, timeZone, settleAfterMs }: Recognition,
  events: readonly RecognisedEvent[],
): readonly Award[] =>
  events.flatMap((event) => {
    if (event.type !== 'tier.changed') return [];
    return event.data.reached
      .filter(({ points }) => points > 0)
      .map(({ tier, points }) => ({
        id: `tier.reached:${tier}`,
        kind: `tier.reached:${tier}`,
        amount: points,
        // Once in a life: the ledger pays no cause a second time.
        cause: `tier.reached:${tier}`,
        rule: version,
        factAt: event.at,
        day: localDayOf(event.at, timeZone).number,
        settlesAt: event.at + settleAfterMs,
        caps: {},
      }));
  });
