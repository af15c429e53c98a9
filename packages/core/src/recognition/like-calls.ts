import type { PostState } from '../lounge/types.js';
import { awardsFor, causeOf } from './awards-for.js';
import type { Recognition } from './define-recognition.js';
import type { PointCall } from './point-calls.js';
import type { RecognitionFact } from './types.js';

/** A colleague's like of a post of the lounge, or its end. */
export interface Liked {
  postId: string;
  event: { type: string; at: number; by: { kind: string; id?: string | undefined } };
  /** Before the event. */
  before: PostState;
}

/** Whom a colleague's like is for, and what it is called; null for anything else. Nobody likes themselves, and staff don't compete. */
export function likeOf({ postId, event, before }: Liked): { coachId: string; likerId: string; causeId: string } | null {
  const { kind, id: likerId } = event.by;
  const { authorId: coachId } = before;
  if (event.type !== 'post.liked' && event.type !== 'post.unliked') return null;
  if (kind !== 'coach' || !likerId || !coachId || likerId === coachId) return null;
  return { coachId, likerId, causeId: `${postId}:${likerId}` };
}

/** What a like awards, once ever; taken back, it takes that back. */
export function likeCalls(liked: Liked, recognition: Recognition): PointCall[] {
  const like = likeOf(liked);
  if (!like || !recognition.pointsOn.has('post.liked')) return [];
  const { coachId, likerId, causeId } = like;
  const fact: RecognitionFact = {
    type: 'post.liked',
    at: liked.event.at,
    coachId,
    conversationId: null,
    causeId,
    by: likerId,
    topic: null,
    locale: null,
    stars: null,
    outcome: null,
    exchangedBothWays: false,
  };
  if (liked.event.type === 'post.unliked')
    return [{ coachId, command: { type: 'points.retract', cause: causeOf(fact) } }];
  return awardsFor(recognition, fact).map((award) => ({ coachId, command: { type: 'points.award', ...award } }));
}
