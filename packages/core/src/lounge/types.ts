import type { Actor, By } from '../conversation/types.js';

/** Ids are lower case: a post keeps the id that it was posted under, however it is spelt later. */
export type LoungeCommand =
  | { type: 'lounge.post'; postId: string; text: string }
  | { type: 'lounge.comment'; postId: string; commentId: string; text: string }
  | { type: 'lounge.like'; postId: string }
  | { type: 'lounge.unlike'; postId: string }
  /** With `commentId` the comment alone, else the post and all that was said under it. */
  | { type: 'lounge.remove'; postId: string; commentId?: string }
  | { type: 'lounge.pin'; postId: string; pinned: boolean };

export type LoungeEvent = { at: number; by: By } & (
  | { type: 'lounge.posted'; data: { postId: string; text: string } }
  | { type: 'lounge.commented'; data: { postId: string; commentId: string; text: string } }
  | { type: 'lounge.liked'; data: { postId: string } }
  | { type: 'lounge.unliked'; data: { postId: string } }
  | { type: 'lounge.removed'; data: { postId: string; commentId?: string } }
  | { type: 'lounge.pinned'; data: PinnedPost }
  | { type: 'lounge.unpinned'; data: { postId: string } }
  | { type: 'content.redacted'; data: { offsets: number[] } }
);

/** `offset` is the post's in the lounge: a reader pages there. */
export type PinnedPost = { postId: string; offset: number };

/** What a lounge adds up to beside its posts, which readers page. */
export interface LoungeSummary {
  /** The latest pinned last. */
  pinned: readonly PinnedPost[];
}

/** Bounded, however long the lounge is: what is decided about a post is known by the post's own stream. */
export interface LoungeState {
  /** Of the last event folded. */
  offset: number;
  summary: LoungeSummary;
}

export type LoungeRefusal =
  | 'not_found'
  | 'already_posted'
  | 'already_liked'
  | 'not_liked'
  | 'too_many_comments'
  | 'too_many_pins'
  | 'superseded';

/** What decisions about one post rest on: `post/{id}`, which no reader opens. */
export interface PostState {
  status: 'none' | 'open' | 'removed';
  authorId: string;
  /** Of the post in the lounge: what a removal erases. */
  offset: number;
  comments: readonly PostComment[];
  likedBy: readonly string[];
}

export interface PostComment {
  id: string;
  authorId: string;
  offset: number;
}

/** What the lounge tells a post's own stream, in the same commit. */
export type PostCommand =
  | { type: 'post.open'; offset: number }
  | { type: 'post.comment'; commentId: string; offset: number }
  | { type: 'post.like' }
  | { type: 'post.unlike' }
  | { type: 'post.remove'; commentId?: string };

export type PostEvent = { at: number; by: By } & (
  | { type: 'post.opened'; data: { offset: number } }
  | { type: 'post.commented'; data: { commentId: string; offset: number } }
  | { type: 'post.liked'; data: object }
  | { type: 'post.unliked'; data: object }
  | { type: 'post.removed'; data: { commentId?: string } }
);

export interface LoungeContext {
  now: number;
  actor: Actor;
  /** The post that the command is about. */
  post: PostState;
}
