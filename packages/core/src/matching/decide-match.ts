import type { TopicTree } from '../expertise/types.js';
import type { CandidateIndex } from './candidate-index.js';
import { type MatchingPlan, type MatchingPolicy, planAt, requirementAt } from './define-matching-policy.js';
import { lookAround, type Outlook } from './look-around.js';
import { isOpenAt, lapsedAt, nextLookAt, stepByTime, waitedAt } from './match-clock.js';
import { pickPings, pingDueAt } from './ping-round.js';
import { createWeighing, type Weighed, type Weighing } from './rank.js';
import { countRest, tellWeighed } from './tell-decision.js';
import type { MatchDecision, MatchState, RequestFacts } from './types.js';

/** All that a decision rests on. */
export interface MatchInput {
  policy: MatchingPolicy;
  topics: TopicTree | null;
  request: RequestFacts;
  /** The fold of the request's `backstage` stream. */
  state: MatchState;
  /** Coaches as they are now, the off-duty among them. */
  index: CandidateIndex;
  /** Unix milliseconds. */
  now: number;
}

export interface MatchAnswer {
  /** Null where nothing changes now. */
  decision: MatchDecision | null;
  /** When time alone will change something; null where only a fact can: a coach appears, a slot is freed. */
  nextAt: number | null;
}

/** What is known before looking at the candidates. */
interface Moment extends MatchInput {
  waitedMs: number;
  lapsed: readonly string[];
  passedBy: ReadonlySet<string>;
}

interface Stage {
  step: number;
  plan: MatchingPlan;
  weighing: Weighing;
}

function stageAt(moment: Moment, step: number, isPing = false): Stage {
  const { policy, topics, request, state, index, now, passedBy } = moment;
  const requirement = requirementAt(policy, step, request);
  const context = { requirement, now, topics, excluded: state.excluded, passedBy, isPing, knowing: index.knowing };
  return { step, plan: planAt(policy, step), weighing: createWeighing(policy, request, context) };
}

/** The off-duty to tell now, if a round is due. */
function pingsAt(moment: Moment, { step, plan }: Stage): readonly Weighed[] {
  const { policy, state, index, now } = moment;
  const dueAt = pingDueAt(plan, state, { now, roundsMax: policy.pingRoundsMax });
  if (!plan.ping || dueAt === null || dueAt > now) return [];
  return pickPings(index, stageAt(moment, step, true).weighing, { state, size: plan.ping.size });
}

/** Whether nobody is left whom the step could still reach: nobody eligible who didn't let it pass, nobody told. */
function isInVain(moment: Moment, stage: Stage): boolean {
  const { state, index, policy } = moment;
  if (!policy.escalation[stage.step - 1]?.skipWhenNobody) return false;
  if (stage.plan.ping && state.pings.step >= stage.step) return false;
  if (lookAround(index, stage.weighing, { state, room: 0 }).willing > 0) return false;
  return pingsAt(moment, stage).length === 0;
}

/** The step in effect: by time, or because a reservation lapsed that leads to the next, or because one was in vain. */
function findStage(moment: Moment): Stage {
  const { policy, state, lapsed, waitedMs } = moment;
  let step = stepByTime(policy, state, waitedMs);
  for (const coachId of lapsed) {
    const made = state.offers[coachId]?.step ?? 0;
    const { dispatch } = planAt(policy, made);
    if (dispatch.part === 'assign' && dispatch.afterLapse === 'next_step') step = Math.max(step, made + 1);
  }
  step = Math.min(step, policy.escalation.length);
  let stage = stageAt(moment, step);
  while (stage.step < policy.escalation.length && isInVain(moment, stage)) stage = stageAt(moment, stage.step + 1);
  return stage;
}

/** How many more may be offered it now. Who can't take it any more makes room at once, though the offer stands. */
function roomAt({ state, index, now }: Moment, { plan, weighing }: Stage): number {
  if (plan.dispatch.part === 'openBoard') return 0;
  let held = 0;
  for (const [coachId, offer] of Object.entries(state.offers)) {
    const coach = isOpenAt(offer, now) ? index.get(coachId) : undefined;
    if (coach && weighing.judge(coach) === null) held += 1;
  }
  if (plan.dispatch.part === 'waves') return Math.max(0, plan.dispatch.size - held);
  return held === 0 ? 1 : 0;
}

/** Coaches who came because they were told: in waves they needn't queue for room. */
function arrivals({ state, index }: Moment, { plan, weighing }: Stage): readonly Weighed[] {
  if (plan.dispatch.part !== 'waves') return [];
  return state.pinged.flatMap((coachId) => {
    const isNew = (state.offers[coachId]?.status ?? 'gone') === 'gone';
    const coach = isNew ? index.get(coachId) : undefined;
    return coach && weighing.judge(coach) === null ? [weighing.weigh(coach)] : [];
  });
}

/** Who is offered it now. In waves those who gave it back come when nobody else is left. */
function choose(room: number, { plan }: Stage, outlook: Outlook): readonly Weighed[] {
  if (plan.dispatch.part === 'waves') return [...outlook.fresh, ...outlook.returned].slice(0, room);
  return outlook.fresh.slice(0, room);
}

const expiryOf = ({ dispatch }: MatchingPlan, now: number): number | null => {
  if (dispatch.part === 'openBoard') return null;
  return now + (dispatch.part === 'waves' ? dispatch.everyMs : dispatch.acceptWithinMs);
};

/** Whether everybody eligible sees it: the plan says so, or a reservation has nobody left who would take it. */
function isOnBoard({ state }: Moment, { step, plan }: Stage, found: { room: number; outlook: Outlook }): boolean {
  if (plan.dispatch.part === 'openBoard' || (state.board && state.step === step)) return true;
  const { room, outlook } = found;
  return plan.dispatch.part === 'assign' && room > 0 && outlook.fresh.length === 0 && outlook.eligible > 0;
}

const isOverdue = ({ state, now }: MatchInput) => state.nextAt !== null && state.nextAt <= now;

function conclude(moment: Moment, stage: Stage, found: { room: number; pings: readonly Weighed[] }): MatchAnswer {
  const { policy, request, state, index, now, lapsed } = moment;
  const outlook = lookAround(index, stage.weighing, { state, room: found.room });
  const board = isOnBoard(moment, stage, { room: found.room, outlook });
  const chosen = board ? [] : choose(found.room, stage, outlook);
  const named = new Set(chosen.map(({ coach }) => coach.coachId));
  const arrived = arrivals(moment, stage).filter(({ coach }) => !named.has(coach.coachId));
  const offered = [...chosen, ...(board ? [] : arrived)].sort(stage.weighing.compare);
  const isChanged = stage.step !== state.step || board !== state.board || lapsed.length > 0;
  // A time that has come is stored anew though nothing came of it, or the request would be looked at for ever.
  const isNew = state.requirement === null || isChanged || isOverdue(moment);
  const expiresAt = offered.length > 0 ? expiryOf(stage.plan, now) : null;
  if (!isNew && offered.length === 0 && found.pings.length === 0)
    return { decision: null, nextAt: waitAt(moment, stage) };
  const nextAt = waitAt(moment, stage, { expiresAt, isPinging: found.pings.length > 0 });
  const { weighed, told } = tellWeighed(stage.weighing, { outlook, offered, pinged: found.pings });
  const decision: MatchDecision = {
    policy: { name: policy.name, version: policy.version },
    at: now,
    wave: state.wave + 1,
    step: stage.step,
    request,
    requirement: stage.weighing.occasion.requirement,
    board,
    offered: offered.map(({ coach }) => coach.coachId),
    lapsed,
    expiresAt,
    pinged: found.pings.map(({ coach }) => coach.coachId),
    alternatives: stage.plan.alternatives,
    weighed,
    rest: countRest(stage.weighing, { outlook, told, pinged: found.pings }),
    nextAt,
  };
  return { decision, nextAt };
}

function waitAt(
  { policy, state, now, waitedMs }: Moment,
  { step, plan }: Stage,
  { expiresAt = null, isPinging = false }: { expiresAt?: number | null; isPinging?: boolean } = {},
): number | null {
  const pings = isPinging ? { rounds: state.pings.rounds + 1, lastAt: now, step } : state.pings;
  const dueAt = pingDueAt(plan, { ...state, pings }, { now, roundsMax: policy.pingRoundsMax });
  // Where a round found nobody, the next one may.
  const nextPingAt = dueAt === null || dueAt > now ? dueAt : now + (plan.ping?.everyMs ?? 0);
  return nextLookAt(policy, { state, now, waitedMs, step, expiresAt, nextPingAt });
}

/**
 * Who sees a waiting request from now on. Pure over its input, so it may run on any fact and at any time, on two nodes at
 * once: on the state that its decision leads to it decides nothing more. The decision carries all that it weighed.
 */
export function decideMatch(input: MatchInput): MatchAnswer {
  const { state, request, now } = input;
  const lapsed = lapsedAt(state, now);
  const passed = Object.entries(state.offers).filter(([, { status }]) => status === 'lapsed' || status === 'returned');
  const passedBy = new Set([...passed.map(([coachId]) => coachId), ...lapsed]);
  const moment = { ...input, waitedMs: waitedAt(state, request, now), lapsed, passedBy };
  const stage = findStage(moment);
  const room = roomAt(moment, stage);
  const pings = pingsAt(moment, stage);
  const isSettled =
    state.requirement !== null && stage.step === state.step && !isOverdue(input) && lapsed.length + pings.length === 0;
  const isShown = state.board || (room === 0 && stage.plan.dispatch.part !== 'openBoard');
  if (isSettled && isShown && (state.board || arrivals(moment, stage).length === 0))
    return { decision: null, nextAt: waitAt(moment, stage) };
  return conclude(moment, stage, { room, pings });
}
