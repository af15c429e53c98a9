import type { By, OffsetWireEvent } from '@entraide/core/protocol';

export interface LoungeComment {
  id: string;
  text: string | null;
  by: By;
  /** Unix milliseconds. */
  at: number;
}

/** A post of the lounge with what followed. Staff is known by `by.kind`. */
export interface LoungePost extends LoungeComment {
  /** Where it stands in the lounge. */
  offset: number;
  comments: readonly LoungeComment[];
  /** Ids of those who like it. */
  likedBy: readonly string[];
}

/** The posts among a lounge's events, in their order. Whatever is about a post comes after it, so each is whole. */
export function postsOf(events: readonly OffsetWireEvent[]): readonly LoungePost[] {
  const posts = new Map<string, LoungePost>();
  for (const event of events) {
    const { type, offset } = event;
    const { postId, commentId } = event.data as { postId?: string; commentId?: string };
    if (postId === undefined) continue;
    const post = posts.get(postId);
    if (type === 'lounge.posted') posts.set(postId, { ...writtenIn(postId, event), offset, comments: [], likedBy: [] });
    else if (type === 'lounge.removed' && commentId === undefined) posts.delete(postId);
    else if (post) posts.set(postId, followed(post, event, commentId ?? ''));
  }
  return [...posts.values()];
}

const writtenIn = (id: string, { data, by, at }: OffsetWireEvent): LoungeComment => ({
  id,
  text: (data.text as string | undefined) ?? null,
  by,
  at,
});

function followed(post: LoungePost, event: OffsetWireEvent, commentId: string): LoungePost {
  const others = post.likedBy.filter((id) => id !== event.by.id);
  switch (event.type) {
    case 'lounge.commented':
      return { ...post, comments: [...post.comments, writtenIn(commentId, event)] };
    case 'lounge.removed':
      return { ...post, comments: post.comments.filter(({ id }) => id !== commentId) };
    case 'lounge.liked':
      return { ...post, likedBy: [...others, event.by.id ?? ''] };
    case 'lounge.unliked':
      return { ...post, likedBy: others };
    default:
      return post;
  }
}
