import type { GuardFacts, Signal } from './guard-facts.js';

/** One coach, as a visitor, thanked another so often. */
const edgeMin = 2;

type Edges = Map<string, Map<string, string[]>>;

/** From the coach who sat where the visitor sat, to the coach who was thanked. An origin that several share is nobody's. */
function edgesOf({ conversations, originsOf }: GuardFacts): Edges {
  const owners = new Map<string, string | null>();
  for (const [coachId, origins] of originsOf)
    for (const origin of origins) owners.set(origin, owners.has(origin) ? null : coachId);
  const edges: Edges = new Map();
  for (const { conversationId, coachId, thankedAt, origins } of conversations) {
    const owner = origins.map((origin) => owners.get(origin)).find((one) => one && one !== coachId);
    if (!owner || thankedAt === null) continue;
    const from = edges.get(owner) ?? new Map<string, string[]>();
    edges.set(owner, from.set(coachId, [...(from.get(coachId) ?? []), conversationId]));
  }
  for (const from of edges.values()) for (const [to, ids] of from) if (ids.length < edgeMin) from.delete(to);
  return edges;
}

function reachedFrom(start: string, edges: Edges): Set<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const to of edges.get(at)?.keys() ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  return reached;
}

/** Coaches among whom thanks go round: from each of them to each, by one or more steps. */
export function ringsOf(facts: GuardFacts): readonly Signal[] {
  const edges = edgesOf(facts);
  const reach = new Map([...edges.keys()].map((coachId) => [coachId, reachedFrom(coachId, edges)]));
  const seen = new Set<string>();
  const rings: Signal[] = [];
  for (const [coachId, reached] of reach) {
    if (seen.has(coachId) || !reached.has(coachId)) continue;
    const ring = [...reached].filter((other) => reach.get(other)?.has(coachId)).sort();
    for (const member of ring) seen.add(member);
    const conversationIds = ring.flatMap((from) => ring.flatMap((to) => edges.get(from)?.get(to) ?? []));
    const why = `${ring.join(', ')} thanked one another as visitors, ${conversationIds.length} times`;
    rings.push({ kind: 'thank_ring', coachIds: ring, conversationIds, why });
  }
  return rings;
}
