import type { Actor } from '../conversation/types.js';
import { type DeedContext, type DeedEvent, recogniseNow } from './decide-deed.js';
import type { Grade } from './grades.js';
import { evolveRecognised, type RecognisedCoach, type RecognisedEvent } from './recognised-coach.js';

/** What a manager decides about how a coach is recognised. */
export type StandingCommand =
  /** The tier stays where it is, whatever the rules say, until it is unlocked. */
  | { type: 'tier.lock'; locked: boolean }
  /** Gives a grade, proposed by a rule or not. */
  | { type: 'grade.confirm'; grade: Exclude<Grade, 'newcomer'>; topic?: string }
  /** The gesture was made. */
  | { type: 'milestone.complete'; milestone: string };

const types: readonly string[] = [
  'tier.lock',
  'grade.confirm',
  'milestone.complete',
] satisfies StandingCommand['type'][];

export const isStandingCommand = (command: { type: string }): command is StandingCommand =>
  types.includes(command.type);

export interface StandingContext extends DeedContext {
  actor: Actor;
}

export type StandingDecision = { events: readonly DeedEvent[] } | { refused: 'not_found' };

type Body = RecognisedEvent extends infer E ? (E extends RecognisedEvent ? Omit<E, 'at'> : never) : never;

/** What is so already gives nothing; null where there is no such thing. */
function decided(
  command: StandingCommand,
  { tier, grades, milestonesDue, milestonesDone }: RecognisedCoach,
): Body[] | null {
  switch (command.type) {
    case 'tier.lock': {
      const { locked } = command;
      return tier.isLocked === locked ? [] : [{ type: 'tier.locked', data: { tier: tier.tier, isLocked: locked } }];
    }
    case 'grade.confirm': {
      const { grade, topic = null } = command;
      const isHeld = grades.some((held) => held.grade === grade && held.topic === topic);
      return isHeld ? [] : [{ type: 'grade.confirmed', data: { grade, topic } }];
    }
    case 'milestone.complete': {
      const { milestone } = command;
      if (milestonesDone.includes(milestone)) return [];
      if (!milestonesDue.some((due) => due.milestone === milestone)) return null;
      return [{ type: 'milestone.completed', data: { milestone } }];
    }
    default:
      return command satisfies never;
  }
}

/** A manager's word, and all that the rules make of it: an unlocked tier moves at once, a coach may be an expert. */
export function decideStanding(
  command: StandingCommand,
  state: RecognisedCoach,
  { actor, ...context }: StandingContext,
): StandingDecision {
  const { coach, now } = context;
  const bodies = coach && decided(command, state);
  if (!coach || !bodies) return { refused: 'not_found' };
  if (bodies.length === 0) return { events: [] };
  const own = bodies.map((body) => ({ ...body, at: now }) as RecognisedEvent);
  const follow = recogniseNow(own.reduce(evolveRecognised, state), { ...context, coach });
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  const system = { kind: 'system', id: 'system', name: 'system' } as const;
  return { events: [...own.map((event) => ({ ...event, by })), ...follow.map((event) => ({ ...event, by: system }))] };
}
