import type { LoungeComment, LoungePost } from '@entraide/client/lounge';
import type { useLounge } from '@entraide/react';
import { useState } from 'react';
import { Avatar } from '../../shared/avatar.js';
import { Composer } from '../../shared/composer.js';
import { HeartIcon } from '../../shared/icons.js';
import { Moment } from '../../shared/moment.js';
import { PlainText } from '../../shared/plain-text.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

interface LoungePostCardProps {
  post: LoungePost;
  lounge: ReturnType<typeof useLounge>;
  isPinned: boolean;
  /** The reader's id. */
  me: string;
}

/** One post, what was said under it, and who likes it. */
export function LoungePostCard({ post, lounge, isPinned, me }: LoungePostCardProps) {
  const { lounge: texts } = useDeskTexts();
  const [isCommenting, setCommenting] = useState(0);
  const { id, likedBy, comments } = post;
  const isLiked = likedBy.includes(me);
  return (
    <article className="post" aria-label={post.by.name}>
      <Said said={post} note={isPinned ? texts.pinned : ''} />
      <p className="post-actions">
        <button
          type="button"
          className="like"
          aria-pressed={isLiked}
          aria-label={`${texts.like}. ${texts.likes(likedBy.length)}`}
          onClick={() => void (isLiked ? lounge.unlike(id) : lounge.like(id))}
        >
          <HeartIcon /> {likedBy.length > 0 && likedBy.length}
        </button>
        <button type="button" className="plain" aria-expanded={isCommenting > 0} onClick={() => setCommenting(1)}>
          {texts.comment}
        </button>
        {post.by.id === me && (
          <button type="button" className="plain" onClick={() => void lounge.remove(id)}>
            {texts.remove}
          </button>
        )}
      </p>
      {comments.length > 0 && (
        <ul className="comments" aria-label={texts.comments(comments.length)}>
          {comments.map((comment) => (
            <li key={comment.id}>
              <Said said={comment} note="" />
              {comment.by.id === me && (
                <button type="button" className="link" onClick={() => void lounge.remove(id, comment.id)}>
                  {texts.remove}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isCommenting > 0 && (
        <Composer
          label={texts.writeComment}
          action={texts.comment}
          focusTurn={isCommenting}
          draftKey={`comment ${id}`}
          send={(text) => {
            void lounge.comment(id, text);
            setCommenting(0);
          }}
        />
      )}
    </article>
  );
}

/** Who said it, when, and what. */
function Said({ said: { by, at, text }, note }: { said: LoungeComment; note: string }) {
  const { lounge: texts } = useDeskTexts();
  return (
    <div className="said">
      <Avatar name={by.name} />
      <div>
        <p className="said-by">
          <bdi>{by.name}</bdi>
          {by.kind === 'manager' && <span className="topic">{texts.staff}</span>}
          {note && <span className="topic">{note}</span>}
          <Moment at={at} />
        </p>
        <p>{text === null ? <em>{texts.removed}</em> : <PlainText text={text} />}</p>
      </div>
    </div>
  );
}
