import type { Actor, By } from '../conversation/types.js';
import type { PostCommand, PostEvent, PostState } from './types.js';

export const emptyPost: PostState = { status: 'none', authorId: '', offset: 0, comments: [], likedBy: [] };

const past = {
  'post.open': 'post.opened',
  'post.comment': 'post.commented',
  'post.like': 'post.liked',
  'post.unlike': 'post.unliked',
  'post.remove': 'post.removed',
} as const;

/**
 * Writes down what the lounge has decided. Never refuses: the lounge decided on this very state, and this stream is
 * written at the head that was decided on, so that of two likes of one person at once, one is decided again.
 */
export function decidePost(
  { type, ...data }: PostCommand,
  { now: at, actor }: { now: number; actor: Actor },
): { events: readonly PostEvent[] } {
  const by: By = { kind: actor.kind, id: actor.id, name: actor.name };
  return { events: [{ type: past[type], at, by, data } as PostEvent] };
}

/** What decisions about the post rest on, without a word of what was written. */
export function evolvePost(state: PostState, event: PostEvent): PostState {
  const personId = event.by.id ?? '';
  switch (event.type) {
    case 'post.opened':
      return { ...state, status: 'open', authorId: personId, offset: event.data.offset };
    case 'post.commented': {
      const { commentId: id, offset } = event.data;
      return { ...state, comments: [...state.comments, { id, authorId: personId, offset }] };
    }
    case 'post.liked':
      return { ...state, likedBy: [...state.likedBy, personId] };
    case 'post.unliked':
      return { ...state, likedBy: state.likedBy.filter((id) => id !== personId) };
    case 'post.removed': {
      const { commentId } = event.data;
      if (commentId === undefined) return { ...emptyPost, status: 'removed' };
      return { ...state, comments: state.comments.filter(({ id }) => id !== commentId) };
    }
    default:
      return state;
  }
}
