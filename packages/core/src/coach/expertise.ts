import { earnedLevel } from '../expertise/earned-level.js';
import type { Expertise } from '../expertise/types.js';
import type { CoachState, DeclaredTopic } from './types.js';

const levelMax = 5;

/** The expertise with one entry set; level 0 takes it away. */
function withEntry(expertise: readonly Expertise[], entry: Expertise): readonly Expertise[] {
  const others = expertise.filter(({ topic, known }) => topic !== entry.topic || known !== entry.known);
  return entry.level > 0 ? [...others, { ...entry, level: Math.min(entry.level, levelMax) }] : others;
}

/** What a coach declares replaces what they declared before, and nothing that others know of them. */
export function withDeclared(state: CoachState, topics: readonly DeclaredTopic[] | undefined): CoachState {
  if (!topics) return state;
  const known = state.expertise.filter((entry) => entry.known !== 'declared');
  const declared = topics.map(({ topic, level }): Expertise => ({ topic, level, known: 'declared' }));
  return { ...state, topics: topics.map(({ topic }) => topic), expertise: [...declared, ...known] };
}

export const withVerified = (state: CoachState, { topic, level }: DeclaredTopic): CoachState => ({
  ...state,
  expertise: withEntry(state.expertise, { topic, level, known: 'verified' }),
});

/** The conversations on a topic that were found helpful. */
export const helpedWith = ({ helped }: CoachState, topic: string): readonly string[] =>
  helped.find((one) => one.topic === topic)?.conversationIds ?? [];

interface Helpful {
  topic: string;
  conversationId: string;
}

/** One more helpful conversation. */
export const withHelped = (state: CoachState, { topic, conversationId }: Helpful): CoachState =>
  helping(state, topic, [...helpedWith(state, topic), conversationId]);

/** One that wasn't, after all. */
export const withoutHelped = (state: CoachState, { topic, conversationId }: Helpful): CoachState =>
  helping(
    state,
    topic,
    helpedWith(state, topic).filter((id) => id !== conversationId),
  );

/** The earned level follows from how many there are. */
function helping(state: CoachState, topic: string, conversationIds: readonly string[]): CoachState {
  const others = state.helped.filter((one) => one.topic !== topic);
  const helped = conversationIds.length > 0 ? [...others, { topic, conversationIds }] : others;
  const level = earnedLevel(conversationIds.length);
  return { ...state, helped, expertise: withEntry(state.expertise, { topic, level, known: 'earned' }) };
}
