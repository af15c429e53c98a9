/** Two ways to the same decision. Both store it: the room accepts it, folds it and writes its event out. */
import {
  createCandidateIndex,
  createWeighing,
  decideMatch,
  decideMatching,
  emptyMatch,
  evolveMatching,
  rank,
} from '@entraide/core';
import { policy, topics } from './scene.mjs';

const actor = { kind: 'system', id: 'matcher', name: 'matcher' };
const claimsMax = 50;
/** A conversation ends when so many others were claimed after it. */
const heldMax = 50;

/** What every match does once it is decided: the event is stored, the coach takes it, an older conversation ends. */
function createDesk(coachOf, put) {
  const held = [];
  const change = (coachId, facts) => put({ ...coachOf(coachId), ...facts });
  return (decision, now) => {
    const { events } = decideMatching({ type: 'offer.make', decision }, emptyMatch, { now, actor, isWaiting: true });
    events.reduce(evolveMatching, rank, emptyMatch);
    for (const coachId of decision.offered) change(coachId, { offeredAt: now });
    const [taker] = decision.offered;
    if (taker !== undefined) {
      const { openCount, claimedAt } = coachOf(taker);
      change(taker, { openCount: openCount + 1, claimedAt: [...claimedAt, now].slice(-claimsMax) });
      held.push(taker);
    }
    if (held.length > heldMax) {
      const coachId = held.shift();
      change(coachId, { openCount: coachOf(coachId).openCount - 1 });
    }
    return JSON.stringify(events);
  };
}

/** As the node does it. */
export function createEntraidePath(crowd) {
  const index = createCandidateIndex();
  for (const coach of crowd) index.set(coach);
  const store = createDesk(index.get, index.set);
  return (request) => {
    const now = request.askedAt;
    const { decision } = decideMatch({ policy, topics, request, state: emptyMatch, index, now });
    return store(decision, now);
  };
}

/** Filter, map and sort over everybody: the published `rank`, and a count of the reasons. No index, nothing kept. */
export function createNaivePath(crowd) {
  const coaches = [...crowd];
  const places = new Map(coaches.map(({ coachId }, place) => [coachId, place]));
  const factsOf = (coachId) => coaches[places.get(coachId)];
  const store = createDesk(factsOf, (coach) => {
    coaches[places.get(coach.coachId)] = coach;
  });
  const requirement = { topic: 'exact', locale: 'same', levelMin: 3 };
  return (request) => {
    const now = request.askedAt;
    const context = { requirement, now, topics };
    const ranked = rank(policy, request, coaches, context);
    const { judge } = createWeighing(policy, request, context);
    const counts = {};
    for (const coach of coaches) {
      const reason = judge(coach);
      if (reason) counts[reason] = (counts[reason] ?? 0) + 1;
    }
    return store(tell({ request, requirement, now, ranked, counts, factsOf }), now);
  };
}

const order = ['locale', 'topic', 'level', 'no_free_slot', 'not_present', 'blocked', 'declined'];

function tell({ request, requirement, now, ranked, counts, factsOf }) {
  const { size, everyMs } = policy.plans[0].dispatch;
  const offered = ranked.slice(0, size).map(({ coachId }) => coachId);
  const expiresAt = offered.length > 0 ? now + everyMs : null;
  const rest = Object.fromEntries(order.flatMap((reason) => (counts[reason] ? [[reason, counts[reason]]] : [])));
  if (ranked.length > 20) rest.outranked = ranked.length - 20;
  return {
    policy: { name: policy.name, version: policy.version },
    at: now,
    wave: 1,
    step: 0,
    request,
    requirement,
    board: false,
    offered,
    lapsed: [],
    expiresAt,
    pinged: [],
    alternatives: [],
    weighed: ranked.slice(0, 20).map((one) => ({ ...one, facts: { ...factsOf(one.coachId), blockedVisitorIds: [] } })),
    rest,
    nextAt: expiresAt,
  };
}
