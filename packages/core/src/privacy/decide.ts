import type { By } from '../conversation/types.js';
import type {
  EraseCommand,
  PrivacyCommand,
  PrivacyContext,
  PrivacyEvent,
  PrivacyRefusal,
  PrivacyState,
} from './types.js';

export type PrivacyDecision = { events: readonly PrivacyEvent[] } | { refused: PrivacyRefusal };

/** Decides what happens about a person's data; the order of the checks is the precedence of the refusals. */
export function decidePrivacy(
  command: PrivacyCommand,
  { erasure, hold }: PrivacyState,
  context: PrivacyContext,
): PrivacyDecision {
  const isUnderWay = erasure !== null && erasure.completedAt === null;
  switch (command.type) {
    case 'visitor.erase':
    case 'coach.erase': {
      const of = command.type === 'visitor.erase' ? 'visitor' : 'coach';
      // A coach who was erased is no member any more.
      if (of === 'coach' && !isUnderWay && !context.isMember) return refuse(erasure ? 'already_erased' : 'not_found');
      if (command.type === 'visitor.erase' && !command.isKnown) return refuse('not_found');
      if (hold) return refuse('on_legal_hold');
      if (isUnderWay) return refuse('erasure_under_way');
      return accept(context, { type: 'erasure.requested', data: { of } });
    }
    case 'erasure.complete':
      return isUnderWay ? accept(context, { type: 'erasure.completed', data: {} }) : { events: [] };
    case 'person.export':
      return accept(context, { type: 'person.exported', data: {} });
    case 'hold.place':
      if (!command.isKnown) return refuse('not_found');
      if (isUnderWay) return refuse('erasure_under_way');
      if (hold) return refuse('on_legal_hold');
      return accept(context, { type: 'hold.placed', data: { reason: command.reason } });
    case 'hold.lift':
      return hold ? accept(context, { type: 'hold.lifted', data: {} }) : refuse('not_on_hold');
    default:
      return command satisfies never;
  }
}

type EventBody = PrivacyEvent extends infer E ? (E extends PrivacyEvent ? Omit<E, 'at' | 'by'> : never) : never;

const refuse = (refused: PrivacyRefusal): PrivacyDecision => ({ refused });
const accept = ({ now: at, actor: { kind, id, name } }: PrivacyContext, body: EventBody): PrivacyDecision => ({
  events: [{ ...body, at, by: { kind, id, name } } as PrivacyEvent],
});

/** What is erased says so in its own stream: offsets stay, and readers drop what they have. */
export function decideErase(
  { why, offsets, authorOffsets, author, isCoachGone }: EraseCommand,
  { hold }: PrivacyState,
  { now: at, actor: { kind, id, name } }: Pick<PrivacyContext, 'now' | 'actor'>,
):
  | { events: readonly { type: 'content.redacted'; at: number; by: By; data: Record<string, unknown> }[] }
  | { refused: 'on_legal_hold' } {
  if (hold) return { refused: 'on_legal_hold' };
  const authors = author && authorOffsets.length > 0 ? { authorOffsets, author } : {};
  const data = { offsets, why, ...authors, ...(isCoachGone ? { isCoachGone } : {}) };
  return { events: [{ type: 'content.redacted', at, by: { kind, id, name }, data }] };
}
