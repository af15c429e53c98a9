import type { Judgement } from '../care/reviews.js';
import type { By } from '../conversation/types.js';
import type { CoachRecord, Deed, RecordEvent } from './coach-record.js';
import type { Recognition } from './define-recognition.js';
import { localDayOf } from './local-day.js';
import { nextLookAt } from './next-look.js';
import { recognise } from './recognise.js';
import { evolveRecognised, type RecognisedCoach, type RecognisedEvent } from './recognised-coach.js';

export type DeedCommand =
  /** The coach has joined. */
  | { type: 'record.begin' }
  /** Time has passed, or points were settled: what do the rules say now? */
  | { type: 'record.look' }
  | { type: 'deed.do'; deed: Omit<Deed, 'at' | 'hour' | 'day'> }
  | { type: 'deed.undo'; deed: Pick<Deed, 'kind' | 'causeId' | 'topic'> }
  /** A colleague has answered a post of the coach's, who may be new. */
  | { type: 'newcomer.welcome'; coachId: string; postId: string }
  /** What came of these conversations counts for nothing until somebody has looked. */
  | { type: 'review.hold'; conversationIds: readonly string[] }
  | { type: 'review.judge'; released: readonly string[]; voided: readonly string[] };

export type DeedEvent = (RecordEvent | RecognisedEvent) & { by: By };

export interface DeedContext {
  /** @defaultValue empty */
  coachId?: string;
  /** Unix milliseconds. */
  now: number;
  communityId: string;
  recognition: Recognition;
  /** What the coach's own stream says of them; null for anybody who isn't a coach. */
  coach: { lifetimePoints: number; timeZone: string | null } | null;
}

const system: By = { kind: 'system', id: 'system', name: 'system' };

/** For so long somebody is new. */
const newcomerMs = 30 * 24 * 60 * 60 * 1000;

const isNewcomer = ({ joinedAt, isWelcomed }: CoachRecord, now: number) =>
  !isWelcomed && joinedAt !== null && now - joinedAt < newcomerMs;

function judged({ released, voided }: Judgement, { deeds }: CoachRecord, at: number): RecordEvent[] {
  const made = deeds.filter(({ causeId }) => voided.includes(causeId));
  return [
    { type: 'review.closed', at, data: { causeIds: [...released, ...voided] } },
    ...made.map(
      ({ kind, causeId, topic }): RecordEvent => ({ type: 'deed.undone', at, data: { kind, causeId, topic } }),
    ),
  ];
}

function recorded(command: DeedCommand, { record }: RecognisedCoach, context: DeedContext): RecordEvent[] {
  const { now: at, coach, recognition } = context;
  const begun: RecordEvent[] = record.joinedAt === null ? [{ type: 'record.begun', at, data: {} }] : [];
  const isKnown = (deed: Pick<Deed, 'kind' | 'causeId'>) =>
    record.deeds.some(({ kind, causeId }) => kind === deed.kind && causeId === deed.causeId);
  if (command.type === 'record.look') return [];
  if (command.type === 'record.begin') return begun;
  if (command.type === 'newcomer.welcome') {
    const { coachId, postId } = command;
    return isNewcomer(record, at) ? [{ type: 'newcomer.welcomed', at, data: { coachId, postId } }] : [];
  }
  if (command.type === 'review.hold')
    return [{ type: 'review.opened', at, data: { causeIds: command.conversationIds } }];
  if (command.type === 'review.judge') return judged(command, record, at);
  if (command.type === 'deed.undo')
    return isKnown(command.deed) ? [{ type: 'deed.undone', at, data: command.deed }] : [];
  if (isKnown(command.deed)) return [];
  const hour = coach?.timeZone ? localDayOf(at, coach.timeZone).hour : null;
  const day = localDayOf(at, recognition.timeZone).number;
  return [...begun, { type: 'deed.done', at, data: { ...command.deed, hour, day } }];
}

/** What a deed changes: the record, and all that the community's rules make of it. Never refuses: it follows from a fact. */
export function decideDeed(
  command: DeedCommand,
  state: RecognisedCoach,
  context: DeedContext,
): { events: readonly DeedEvent[] } {
  const { coach } = context;
  if (!coach) return { events: [] };
  const told = recorded(command, state, context);
  if (told.length === 0 && command.type !== 'record.look') return { events: [] };
  const after = told.reduce(evolveRecognised, state);
  const events = recogniseNow(after, { ...context, coach });
  return { events: [...told, ...events].map((event) => ({ ...event, by: system })) };
}

/** What the rules say of a coach now, and when they must be asked again though nothing happens. */
export function recogniseNow(
  state: RecognisedCoach,
  context: DeedContext & { coach: NonNullable<DeedContext['coach']> },
): readonly RecognisedEvent[] {
  const { communityId, now, coachId = '', recognition, coach } = context;
  const { lifetimePoints } = coach;
  const { timeZone, options } = recognition;
  const events = recognise(options, state, { communityId, now, timeZone, lifetimePoints });
  const after = events.reduce(evolveRecognised, state);
  const lookAt = nextLookAt(options, after, { coachId, now, timeZone, lifetimePoints });
  // A look that comes too early changes nothing and plans the next: it isn't put off with each deed.
  const planned = after.lookAt ?? null;
  const isPlanned = planned === null ? lookAt === null : planned > now && (lookAt === null || planned <= lookAt);
  return isPlanned ? events : [...events, { type: 'look.planned', at: now, data: { lookAt } }];
}
