import type { TopicTree } from '../expertise/types.js';
import { canonicalJson } from '../json/canonical-json.js';
import { type CandidateIndex, createCandidateIndex } from '../matching/candidate-index.js';
import { decideMatch } from '../matching/decide-match.js';
import type { MatchingPolicy } from '../matching/define-matching-policy.js';
import { emptyMatch, evolveMatching } from '../matching/evolve.js';
import type { MatchDecision, MatchState } from '../matching/types.js';
import { type RecordedEvent, splitStream } from './recorded-event.js';

/** A decision that came out otherwise than it was recorded. */
export interface DifferentDecision {
  conversationId: string;
  wave: number;
  at: number;
  /** What is different: fields of the decision, or `decision` where none was made now. */
  fields: readonly string[];
  recorded: MatchDecision;
  replayed: MatchDecision | null;
}

export interface DecisionReplay {
  /** How many were decided again. */
  decisions: number;
  different: readonly DifferentDecision[];
}

/**
 * Decides every `match.decided` of a log again, on the facts that it recorded and on its stream up to it, and compares
 * the canonical JSON of both, byte for byte. Counts of those who were not among the weighed are carried over: their facts
 * are not recorded.
 *
 * @param events in the order of the log
 */
export function replayDecisions(
  events: Iterable<RecordedEvent>,
  { policy, topics = null }: { policy: MatchingPolicy; topics?: TopicTree | null },
): DecisionReplay {
  const states = new Map<string, MatchState>();
  const different: DifferentDecision[] = [];
  let decisions = 0;
  for (const event of events) {
    const [kind, conversationId] = splitStream(event.stream);
    if (kind !== 'backstage') continue;
    const state = states.get(conversationId) ?? emptyMatch;
    if (event.type === 'match.decided') {
      decisions += 1;
      const recorded = event.data as unknown as MatchDecision;
      const replayed = decideAgain(recorded, { state, policy, topics });
      const fields = differingFields(recorded, replayed);
      const { wave, at } = recorded;
      if (fields.length > 0) different.push({ conversationId, wave, at, fields, recorded, replayed });
    }
    states.set(conversationId, evolveMatching(state, event as unknown as Parameters<typeof evolveMatching>[1]));
  }
  return { decisions, different };
}

interface Ground {
  state: MatchState;
  policy: MatchingPolicy;
  topics: TopicTree | null;
}

function decideAgain(recorded: MatchDecision, { state, policy, topics }: Ground): MatchDecision | null {
  const { request, at: now, rest } = recorded;
  const { decision } = decideMatch({ policy, topics, request, state, index: indexOf(recorded), now });
  return decision && { ...decision, rest };
}

/** Exactly those who were weighed, with what was known of all others where a score rested on it. */
function indexOf({ weighed }: MatchDecision): CandidateIndex {
  const index = createCandidateIndex();
  for (const { facts } of weighed) index.set(facts);
  return { ...index, knowing: knowingOf(weighed) };
}

/**
 * How many coaches know a topic, as far as scores tell: `reserveScarceExperts` recorded, for each coach, the count of the
 * scarcest of their topics. The largest that any coach with a topic names gives each of them that same scarcest count.
 */
function knowingOf(weighed: MatchDecision['weighed']): (topic: string) => number {
  const counts = new Map<string, number>();
  for (const { facts, reasons } of weighed) {
    const fewest = reasons.find(({ part }) => part === 'reserveScarceExperts')?.fact;
    if (typeof fewest !== 'number') continue;
    for (const { topic } of facts.expertise) counts.set(topic, Math.max(counts.get(topic) ?? 0, fewest));
  }
  return (topic) => counts.get(topic) ?? 0;
}

function differingFields(recorded: MatchDecision, replayed: MatchDecision | null): string[] {
  if (!replayed) return ['decision'];
  if (canonicalJson(recorded) === canonicalJson(replayed)) return [];
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(replayed)])] as (keyof MatchDecision)[];
  return names.filter((name) => textOf(recorded[name]) !== textOf(replayed[name]));
}

const textOf = (value: unknown) => (value === undefined ? '' : canonicalJson(value));
