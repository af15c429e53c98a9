import type { BackstageState } from '../backstage/types.js';
import type { ConversationState } from '../conversation/types.js';
import { restoreEvent } from '../engine/event-content.js';
import { backstageStream, conversationStream, type Person } from '../engine/rooms.js';
import { explainMatch } from '../matching/explain-match.js';
import { matchAtStart } from '../matching/match-at-start.js';
import type { MatchDecision } from '../matching/types.js';
import type { Result } from '../protocol/types.js';
import type { CommunityParts, NodeParts } from './node-parts.js';
import { requestFactsOf } from './request-facts.js';

/** Events of a request's matching that are looked through for its decisions, the latest. */
const eventsMax = 500;

type Explanation = Result<'match.explain'>;

/**
 * Why these coaches: everything to a manager, their own part to a coach who has been shown the request or had it; null for
 * what the actor can't know of.
 */
export async function explain(
  parts: Pick<NodeParts, 'engine' | 'storage' | 'clock'>,
  { settings: { id: community }, policy, topics, candidates, whoSees }: CommunityParts,
  { actor, conversationId }: { actor: Person; conversationId: string },
): Promise<Explanation | null> {
  const stream = backstageStream(conversationId);
  const { streams } = await parts.engine.read(community, [conversationStream(conversationId), stream]);
  const [conversation, { match: state }] = streams.map((found) => found.state) as [ConversationState, BackstageState];
  if (conversation.summary.status === 'none') return null;
  const decisions = await readDecisions(parts, community, stream);
  const latest = decisions.at(-1) ?? null;
  const request = latest?.request ?? requestFactsOf(conversationId, conversation, []);
  const question = {
    policy,
    topics: topics.topics.length === 0 ? null : topics,
    request,
    decisions,
    state: state.requirement === null ? { ...matchAtStart(policy, request), excluded: state.excluded } : state,
    now: parts.clock.now(),
  };
  const about = (coachId: string) => {
    const { reasons, ...told } = explainMatch({ ...question, coachId, coach: candidates.index.get(coachId) ?? null });
    return { coachId, ...told, reasons: [...reasons] };
  };
  const told = {
    policy: latest?.policy ?? { name: policy.name, version: policy.version },
    decision: latest && summaryOf(latest),
  };
  if (actor.kind === 'manager') {
    const coachIds = new Set([
      ...decisions.flatMap(({ weighed }) => weighed.map(({ coachId }) => coachId)),
      ...Object.keys(state.offers),
    ]);
    return { ...told, coaches: [...coachIds].map(about), rest: { ...latest?.rest } as Record<string, number> };
  }
  const match = state.requirement === null ? null : state;
  const isTheirs = [conversation.coachId, conversation.lastCoach?.id, conversation.answeredById].includes(actor.id);
  const isKnown = isTheirs || Object.hasOwn(state.offers, actor.id) || whoSees.byPolicy(conversation, match, actor);
  const wasWeighed = decisions.some(({ weighed }) => weighed.some(({ coachId }) => coachId === actor.id));
  return isKnown || wasWeighed ? { ...told, coaches: [about(actor.id)] } : null;
}

async function readDecisions(
  { storage }: Pick<NodeParts, 'storage'>,
  community: string,
  stream: string,
): Promise<MatchDecision[]> {
  const loaded = await storage.load({ community, streams: [{ stream, limit: eventsMax }] });
  const events = (loaded.streams[0]?.events ?? []).map(restoreEvent);
  return events.flatMap(({ type, data }) => (type === 'match.decided' ? [data as unknown as MatchDecision] : []));
}

const summaryOf = ({ at, wave, step, board, requirement, alternatives, nextAt }: MatchDecision) => ({
  at,
  wave,
  step,
  board,
  requirement,
  alternatives: [...alternatives],
  nextAt,
});
