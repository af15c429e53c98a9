import type { LoungeCommand, LoungeContext, LoungeEvent, LoungeRefusal, LoungeState } from './types.js';

export type LoungeDecision = { events: readonly LoungeEvent[] } | { refused: LoungeRefusal };

type Decide<T extends LoungeCommand['type']> = (
  command: Extract<LoungeCommand, { type: T }>,
  state: LoungeState,
  context: LoungeContext,
) => LoungeDecision;

type EventBody = LoungeEvent extends infer E ? (E extends LoungeEvent ? Omit<E, 'at' | 'by'> : never) : never;
const refuse = (refused: LoungeRefusal): LoungeDecision => ({ refused });
const accept = ({ now, actor }: LoungeContext, ...bodies: EventBody[]): LoungeDecision => ({
  events: bodies.map((body) => ({
    ...body,
    at: now,
    by: { kind: actor.kind, id: actor.id, name: actor.name },
  })) as LoungeEvent[],
});

/** Comments under one post; its stream is folded whole. */
export const commentsMax = 1_000;
/** Pinned at once; every reader gets them all. */
export const pinsMax = 10;

const post: Decide<'lounge.post'> = ({ postId, text }, _, context) => {
  if (context.post.status !== 'none') return refuse('already_posted');
  return accept(context, { type: 'lounge.posted', data: { postId, text } });
};

const comment: Decide<'lounge.comment'> = ({ postId, commentId, text }, _, context) => {
  const { status, comments } = context.post;
  if (status !== 'open') return refuse('not_found');
  if (comments.some(({ id }) => id === commentId)) return refuse('already_posted');
  if (comments.length >= commentsMax) return refuse('too_many_comments');
  return accept(context, { type: 'lounge.commented', data: { postId, commentId, text } });
};

const like: Decide<'lounge.like'> = ({ postId }, _, context) => {
  const { status, likedBy } = context.post;
  if (status !== 'open') return refuse('not_found');
  if (likedBy.includes(context.actor.id)) return refuse('already_liked');
  return accept(context, { type: 'lounge.liked', data: { postId } });
};

const unlike: Decide<'lounge.unlike'> = ({ postId }, _, context) => {
  const { status, likedBy } = context.post;
  if (status !== 'open') return refuse('not_found');
  if (!likedBy.includes(context.actor.id)) return refuse('not_liked');
  return accept(context, { type: 'lounge.unliked', data: { postId } });
};

/** For whoever wrote it, and for managers. A removed post takes what was said under it along. */
const remove: Decide<'lounge.remove'> = ({ postId, commentId }, _, context) => {
  const { status, authorId, offset, comments } = context.post;
  const said = comments.find(({ id }) => id === commentId);
  if (status !== 'open' || (commentId !== undefined && !said)) return refuse('not_found');
  const { kind, id } = context.actor;
  if (kind !== 'manager' && (said?.authorId ?? authorId) !== id) return refuse('not_found');
  const offsets = said ? [said.offset] : [offset, ...comments.map((one) => one.offset)];
  return accept(
    context,
    { type: 'lounge.removed', data: { postId, ...(commentId === undefined ? {} : { commentId }) } },
    { type: 'content.redacted', data: { offsets } },
  );
};

const pin: Decide<'lounge.pin'> = ({ postId, pinned }, { summary }, context) => {
  const { status, offset } = context.post;
  if (status !== 'open') return refuse('not_found');
  if (summary.pinned.some((one) => one.postId === postId) === pinned) return refuse('superseded');
  if (!pinned) return accept(context, { type: 'lounge.unpinned', data: { postId } });
  if (summary.pinned.length >= pinsMax) return refuse('too_many_pins');
  return accept(context, { type: 'lounge.pinned', data: { postId, offset } });
};

const decisions: { [T in LoungeCommand['type']]: Decide<T> } = {
  'lounge.post': post,
  'lounge.comment': comment,
  'lounge.like': like,
  'lounge.unlike': unlike,
  'lounge.remove': remove,
  'lounge.pin': pin,
};

/**
 * The only place where a rule about the lounge lives. Within each function the order of the checks is the precedence of
 * its refusals.
 */
export function decideLounge(command: LoungeCommand, state: LoungeState, context: LoungeContext): LoungeDecision {
  return (decisions[command.type] as Decide<LoungeCommand['type']>)(command as never, state, context);
}

/** Whether it takes its place wherever the log stands: likes of different people, or posts, don't touch each other. */
export const isCommutingInLounge = ({ type }: LoungeCommand): boolean =>
  type === 'lounge.like' || type === 'lounge.unlike';
