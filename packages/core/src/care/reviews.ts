import type { Actor, By } from '../conversation/types.js';
import type { SignalKind } from '../recognition/guard-facts.js';

/** Something about one coach's thanks for a manager to look at: all of one kind that is open. */
export interface Review {
  kind: SignalKind;
  /** The coach, and those who are in it with them. */
  coachIds: readonly string[];
  conversationIds: readonly string[];
  why: string;
  /** Unix milliseconds. */
  openedAt: number;
  /** When the last conversation was added: who closes the review names what they saw. */
  changedAt: number;
}

/** `lapsed`: nobody looked, and nothing was suspected. */
export type ReviewVerdict = 'honest' | 'fraud' | 'lapsed';

/** What stands on `care/{coach}`, which neither the coach nor any visitor ever reads. */
export interface ReviewsState {
  open: readonly Review[];
  /** What somebody has looked at, the latest: the same signal is not raised for it again. */
  seen: Readonly<Partial<Record<SignalKind, readonly string[]>>>;
  /** When a manager last found fraud. */
  confirmedAt: number | null;
}

export type ReviewCommand =
  | ({ type: 'review.open' } & Pick<Review, 'kind' | 'coachIds' | 'conversationIds' | 'why'>)
  /** Of a fraud, `conversationIds` are those that are made up; the others are released. */
  | {
      type: 'review.close';
      kind: SignalKind;
      asOf: number;
      verdict: ReviewVerdict;
      conversationIds?: readonly string[];
    };

/** What a closed review does to awards: what another review still holds is neither. */
export interface Judgement {
  released: readonly string[];
  voided: readonly string[];
}

export type ReviewEvent = { at: number; by: By } & (
  | { type: 'review.opened'; data: Pick<Review, 'kind' | 'coachIds' | 'conversationIds' | 'why'> }
  | {
      type: 'review.closed';
      data: Judgement & { kind: SignalKind; verdict: ReviewVerdict; conversationIds: readonly string[] };
    }
);

export const emptyReviews: ReviewsState = { open: [], seen: {}, confirmedAt: null };

/** More than a guard looks back at. */
const seenMax = 2_000;

const without = (ids: readonly string[], others: Iterable<string>) => {
  const gone = new Set(others);
  return ids.filter((id) => !gone.has(id));
};

const openOf = ({ open }: ReviewsState, kind: SignalKind) => open.find((review) => review.kind === kind);

/** A signal opens a review or adds to it what is new; a manager closes it as they saw it. */
export function decideReviews(
  command: ReviewCommand,
  state: ReviewsState,
  { now: at, actor }: { now: number; actor: Actor },
): { events: readonly ReviewEvent[] } | { refused: 'superseded' } {
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  const { kind } = command;
  const known = openOf(state, kind);
  if (command.type === 'review.open') {
    const { coachIds, why } = command;
    const seen = [...(state.seen[kind] ?? []), ...(known?.conversationIds ?? [])];
    const conversationIds = without([...new Set(command.conversationIds)], seen);
    if (conversationIds.length === 0) return { refused: 'superseded' };
    return { events: [{ type: 'review.opened', at, by, data: { kind, coachIds, conversationIds, why } }] };
  }
  const { verdict } = command;
  if (known?.changedAt !== command.asOf) return { refused: 'superseded' };
  const { conversationIds } = known;
  const named = new Set(command.conversationIds ?? conversationIds);
  const voided = verdict === 'fraud' ? conversationIds.filter((id) => named.has(id)) : [];
  const held = state.open.filter((review) => review !== known).flatMap((review) => review.conversationIds);
  const released = without(conversationIds, [...voided, ...held]);
  return { events: [{ type: 'review.closed', at, by, data: { kind, verdict, conversationIds, released, voided } }] };
}

/** The fold. Events that it doesn't know leave it as it is. */
export function evolveReviews(state: ReviewsState, event: ReviewEvent): ReviewsState {
  const { at } = event;
  switch (event.type) {
    case 'review.opened': {
      const { kind, coachIds, conversationIds, why } = event.data;
      const known = openOf(state, kind);
      const whole = [...(known?.conversationIds ?? []), ...conversationIds];
      const review = { kind, coachIds, conversationIds: whole, why, openedAt: known?.openedAt ?? at, changedAt: at };
      return { ...state, open: [...state.open.filter((one) => one !== known), review] };
    }
    case 'review.closed': {
      const { kind, conversationIds, voided } = event.data;
      const others = state.open.filter((one) => one.kind !== kind);
      const open = others
        .map((one) => ({ ...one, conversationIds: without(one.conversationIds, voided) }))
        .filter((one) => one.conversationIds.length > 0);
      const seen = [...(state.seen[kind] ?? []), ...conversationIds].slice(-seenMax);
      const confirmedAt = voided.length > 0 ? at : state.confirmedAt;
      return { open, seen: { ...state.seen, [kind]: seen }, confirmedAt };
    }
    default:
      return state;
  }
}
