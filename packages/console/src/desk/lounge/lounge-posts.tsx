import { useConnectionStatus, useLounge } from '@entraide/react';
import { Composer } from '../../shared/composer.js';
import { Empty } from '../../shared/empty.js';
import { TalkIcon } from '../../shared/icons.js';
import { Skeleton } from '../../shared/skeleton.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { LoungePostCard } from './lounge-post-card.js';

/** What coaches say to each other, the latest first. */
export function LoungePosts({ focusTurn }: { focusTurn: number }) {
  const { lounge: texts } = useDeskTexts();
  const { actor } = useConnectionStatus();
  const lounge = useLounge();
  const { status, posts, pinned, canLoadEarlier, loadEarlier, post } = lounge;
  const isPinned = (id: string) => pinned.some(({ postId }) => postId === id);
  const shown = posts.toReversed().toSorted((a, b) => Number(isPinned(b.id)) - Number(isPinned(a.id)));
  return (
    <>
      <Composer
        label={texts.write}
        action={texts.post}
        send={(text) => void post(text)}
        focusTurn={focusTurn}
        draftKey="lounge"
      />
      <div className="posts" aria-busy={status === 'loading'}>
        {status === 'loading' && <Skeleton />}
        {status === 'error' && <p className="notice notice-bad">{texts.failed}</p>}
        {status === 'ready' && posts.length === 0 && (
          <Empty drawing={<TalkIcon />} title={texts.empty} line={texts.emptyLine} />
        )}
        {shown.map((one) => (
          <LoungePostCard key={one.id} post={one} lounge={lounge} isPinned={isPinned(one.id)} me={actor?.id ?? ''} />
        ))}
        {canLoadEarlier && (
          <button type="button" className="link" onClick={() => void loadEarlier()}>
            {texts.earlier}
          </button>
        )}
      </div>
    </>
  );
}
