import type { TopicTree } from '../expertise/types.js';
import { createCandidateIndex } from '../matching/candidate-index.js';
import type { MatchingPolicy } from '../matching/define-matching-policy.js';
import { emptyMatch } from '../matching/evolve.js';
import { isShownTo } from '../matching/is-shown-to.js';
import type { CoachFacts } from '../matching/types.js';
import { createChance } from './chance.js';
import { reactTo } from './matcher.js';
import type { Outcome } from './outcome.js';
import type { RecordedEvent } from './recorded-event.js';
import { createTally } from './tally.js';
import { createTimeline } from './timeline.js';
import type { Traffic, TrafficCoach } from './traffic.js';
import { arrive } from './visitors.js';
import { defineVolunteerModel, type VolunteerModel } from './volunteer-model.js';
import { turnUp } from './volunteers.js';
import type { SimulatedCoach, World } from './world.js';

export interface SimulateOptions {
  traffic: Traffic;
  /** The very object that a community runs on. */
  policy: MatchingPolicy;
  /** @defaultValue any word is a topic */
  topics?: TopicTree | null;
  /** @defaultValue the defaults of `volunteerParameters` */
  model?: VolunteerModel;
  /** Names this run's luck: the same seed, the same outcome. */
  seed: number | string;
  /** Given every event of the requests' backstage streams, as a log would hold them. */
  record?: (event: RecordedEvent) => void;
}

/**
 * Plays traffic under a policy, in time of its own: the matching is production's code, the people are a model. Two policies
 * under one seed meet the same visitors, shifts and moods.
 */
export function simulate({ traffic, seed, ...options }: SimulateOptions): Outcome {
  const world = createWorld(traffic, options, seed);
  const { timeline, tally } = world;
  for (const coach of world.coaches.values()) {
    world.index.set(coach.facts);
    for (const { from, to } of coach.traffic.shifts) {
      timeline.plan(from, () => turnUp(world, coach, true));
      timeline.plan(to, () => turnUp(world, coach, false));
    }
  }
  for (const [index, arrival] of traffic.arrivals.entries())
    timeline.plan(arrival.at, () => arrive(world, arrival, { index, match: emptyMatch }));
  for (let next = timeline.next(); next; next = timeline.next()) {
    world.now = next.at;
    next.what();
  }
  for (const { isGone } of world.waiting) if (!isGone) tally.lose('still_waiting');
  return tally.outcome(seed);
}

function createWorld(
  { coaches }: Traffic,
  {
    policy,
    topics = null,
    model = defineVolunteerModel(),
    record = () => {},
  }: Omit<SimulateOptions, 'traffic' | 'seed'>,
  seed: number | string,
): World {
  const index = createCandidateIndex();
  const world: World = {
    ...{ model, policy, topics, index, chance: createChance(seed), timeline: createTimeline(), tally: createTally() },
    coaches: new Map(coaches.map((coach) => [coach.id, simulated(coach)])),
    ...{ there: new Set(), waiting: [], known: new Map(), now: Number.NEGATIVE_INFINITY },
    learn(coach, facts) {
      coach.facts = { ...coach.facts, ...facts };
      index.set(coach.facts);
    },
    record,
    react: (fact) => reactTo(world, fact),
    isShown: ({ facts: request, match: state }, { facts: coach }) =>
      isShownTo({ policy, topics, request, state, coach, now: world.now }),
  };
  return world;
}

function simulated(traffic: TrafficCoach): SimulatedCoach {
  const { id, locales, expertise, capacity, quietHours = null, pingsPerDayMax = 0 } = traffic;
  const facts: CoachFacts = {
    ...{ coachId: id, locales, expertise, capacity, quietHours, pingsPerDayMax },
    presence: pingsPerDayMax > 0 ? 'reachable' : 'away',
    ...{ openCount: 0, claimedAt: [], offeredAt: 0, pingedAt: [], blockedVisitorIds: [] },
  };
  return { traffic, facts, stays: 0, deafUntil: Number.NEGATIVE_INFINITY, looks: 0 };
}
