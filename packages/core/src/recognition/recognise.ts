import { type BadgeRule, badgesOf } from './badges.js';
import type { BoardOptions } from './boards.js';
import type { CoachStanding } from './criterion.js';
import { dueGrades, type GradeOptions, type LinkedRecord } from './grades.js';
import { type Milestone, reachedMilestones } from './milestones.js';
import { evolveRecognised, type RecognisedCoach, type RecognisedEvent } from './recognised-coach.js';
import type { RewardOptions } from './rewards.js';
import { type TierOptions, tierOf } from './tiers.js';

/** What a community recognises beside points. */
export interface LadderOptions {
  badges?: readonly BadgeRule[];
  tiers?: TierOptions;
  grades?: GradeOptions;
  rewards?: RewardOptions;
  boards?: BoardOptions;
  /** Gestures that a manager is asked for. */
  milestones?: readonly Milestone[];
}

export interface RecogniseContext {
  communityId: string;
  /** Unix milliseconds. */
  now: number;
  timeZone: string;
  lifetimePoints: number;
  /** The coach in other communities. @defaultValue none */
  linked?: readonly LinkedRecord[];
}

type Body = RecognisedEvent extends infer E ? (E extends RecognisedEvent ? Omit<E, 'at'> : never) : never;

const standingOf = ({ record, badges }: RecognisedCoach, context: RecogniseContext): CoachStanding => ({
  ...context,
  record,
  badges: badges.map(({ id }) => id),
});

function badgeEvents({ badges = [] }: LadderOptions, coach: RecognisedCoach, context: RecogniseContext): Body[] {
  const { granted, revoked } = badgesOf(badges, standingOf(coach, context), coach.badges);
  return [
    ...revoked.map((data): Body => ({ type: 'badge.revoked', data })),
    ...granted.map((data): Body => ({ type: 'badge.granted', data })),
  ];
}

function tierEvents({ tiers }: LadderOptions, coach: RecognisedCoach, context: RecogniseContext): Body[] {
  if (!tiers) return [];
  const { tier, change } = tierOf(tiers, standingOf(coach, context), coach.tier);
  if (!change) return [];
  // Whoever reaches the third step at once has passed the first two: their points are due, too.
  const place = tiers.ladder.findIndex(({ id }) => id === tier);
  const passed = change === 'promoted' ? tiers.ladder.slice(place) : [];
  const reached = passed
    .filter(({ id }) => !coach.tiersReached.includes(id))
    .map(({ id, points = 0 }) => ({ tier: id, points }));
  return [{ type: 'tier.changed', data: { tier, change, reached } }];
}

function gradeEvents({ grades }: LadderOptions, coach: RecognisedCoach, context: RecogniseContext): Body[] {
  if (!grades) return [];
  const { linked = [], communityId } = context;
  const due = dueGrades(grades, { ...standingOf(coach, context), communityId, linked, held: coach.grades });
  return due.flatMap((proposal): Body[] => {
    const { grade, topic, needsConfirmation } = proposal;
    if (!needsConfirmation) return [{ type: 'grade.confirmed', data: { grade, topic } }];
    const isKnown = coach.proposed.some((one) => one.grade === grade && one.topic === topic);
    return isKnown ? [] : [{ type: 'grade.proposed', data: proposal }];
  });
}

function milestoneEvents(
  { milestones = [] }: LadderOptions,
  coach: RecognisedCoach,
  context: RecogniseContext,
): Body[] {
  const known = [...coach.milestonesDone, ...coach.milestonesDue.map(({ milestone }) => milestone)];
  const reached = reachedMilestones(milestones, standingOf(coach, context), known);
  return reached.map((data): Body => ({ type: 'milestone.reached', data }));
}

/**
 * What the rules say of a coach now, as events: badges first, as tiers may count them, then the tier, grades, milestones. To call
 * after each deed, and once a day for what time alone changes. Nothing new gives nothing.
 */
export function recognise(
  options: LadderOptions,
  coach: RecognisedCoach,
  context: RecogniseContext,
): readonly RecognisedEvent[] {
  const events: RecognisedEvent[] = [];
  let state = coach;
  for (const decide of [badgeEvents, tierEvents, gradeEvents, milestoneEvents])
    for (const body of decide(options, state, context)) {
      const event = { ...body, at: context.now } as RecognisedEvent;
      events.push(event);
      state = evolveRecognised(state, event);
    }
  return events;
}
