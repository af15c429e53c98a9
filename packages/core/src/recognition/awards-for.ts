import type { Award } from '../ledger/types.js';
import { holds } from './conditions.js';
import type { Recognition } from './define-recognition.js';
import { localDayOf } from './local-day.js';
import type { PointRule, RecognitionFact } from './types.js';

/** What all awards for one fact begin their cause with. */
export const causeOf = (fact: Pick<RecognitionFact, 'type' | 'conversationId' | 'causeId'>): string =>
  `${fact.type}:${fact.causeId ?? fact.conversationId}`;

/**
 * The awards that a fact calls for by the community's rules.
 *
 * @param revision how often the fact was told before, and taken back
 */
export function awardsFor(recognition: Recognition, fact: RecognitionFact, revision = 0): readonly Award[] {
  const { timeZone } = recognition;
  const rules = recognition.pointsOn.get(fact.type) ?? [];
  return rules
    .filter(({ conditions = [] }) => conditions.every((condition) => holds(condition, fact, timeZone)))
    .map((rule) => awardOf(recognition, { fact, rule, revision }));
}

interface Earned {
  fact: RecognitionFact;
  rule: PointRule;
  revision: number;
}

function awardOf(recognition: Recognition, { fact, rule, revision }: Earned): Award {
  const { points, on, kind = on, perDay, perPair } = rule;
  const { capPerDay, timeZone, settleAfterMs, version } = recognition;
  const { at, by, conversationId, topic } = fact;
  const cause = `${causeOf(fact)}/${kind}`;
  return {
    id: revision === 0 ? cause : `${cause}#${revision}`,
    kind,
    amount: points,
    cause,
    rule: version,
    factAt: at,
    day: localDayOf(at, timeZone).number,
    settlesAt: at + settleAfterMs,
    caps: {
      ...(perDay === undefined ? {} : { perDay }),
      ...(perPair === undefined ? {} : { perPair }),
      ...(capPerDay === null ? {} : { perDayAll: capPerDay }),
    },
    ...(by === null ? {} : { pair: by }),
    ...(conversationId === null ? {} : { conversationId }),
    ...(topic === null ? {} : { topic }),
  };
}
