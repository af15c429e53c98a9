import { loungeFold, type PinnedPost, type Result } from '@entraide/core/protocol';
import type { Client } from '../client.js';
import type { LiveSnapshot } from '../live-store.js';
import { mapStore, type ReadonlyStore } from '../store.js';
import { type LoungePost, postsOf } from './posts-of.js';

export interface LoungeSnapshot extends LiveSnapshot {
  /** Those that are loaded, the latest last. */
  posts: readonly LoungePost[];
  /** Some may be further back than what is loaded. */
  pinned: readonly PinnedPost[];
  canLoadEarlier: boolean;
}

/** The coaches' feed, live while somebody subscribes. What is written survives a lost connection. */
export interface Lounge extends ReadonlyStore<LoungeSnapshot> {
  post(text: string): Promise<Result<'lounge.post'>>;
  comment(postId: string, text: string): Promise<Result<'lounge.comment'>>;
  like(postId: string): Promise<Result<'lounge.like'>>;
  unlike(postId: string): Promise<Result<'lounge.unlike'>>;
  /** A post with all that was said under it, or one comment; one's own, or anybody's for managers. */
  remove(postId: string, commentId?: string): Promise<Result<'lounge.remove'>>;
  /** For managers. `false` takes it down. */
  pin(postId: string, pinned?: boolean): Promise<Result<'lounge.pin'>>;
  loadEarlier(): Promise<void>;
}

/** The lounge of a client; all that are made of one client share one subscription. */
export function createLounge(client: Client): Lounge {
  const feed = client.feed('lounge', loungeFold);
  const store = mapStore(feed, ({ status, error, feed: { state, events, from } }) => ({
    status,
    error,
    posts: postsOf(events),
    pinned: state.pinned,
    canLoadEarlier: from > 1,
  }));
  const uuid = () => crypto.randomUUID();
  return {
    ...store,
    post: (text) => client.call('lounge.post', { postId: uuid(), text }),
    comment: (postId, text) => client.call('lounge.comment', { postId, commentId: uuid(), text }),
    like: (postId) => client.call('lounge.like', { postId }),
    unlike: (postId) => client.call('lounge.unlike', { postId }),
    remove: (postId, commentId) => client.call('lounge.remove', { postId, commentId }),
    pin: (postId, pinned = true) => client.call('lounge.pin', { postId, pinned }),
    loadEarlier: () => feed.loadEarlier(),
  };
}
