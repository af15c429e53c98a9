import type { FeedFold } from '@entraide/core/protocol';
import { useClient, useStore } from '@entraide/react';
import { useState } from 'react';
import { Moment } from '../../shared/moment.js';
import { useNow } from '../../shared/use-now.js';
import { hrefOf } from '../../shell/use-route.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/panel.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { AskWhy } from './ask-why.js';
import { ConversationFacts } from './conversation-facts.js';
import { Transcript } from './transcript.js';

/** The transcript is its events: what they add up to is asked for elsewhere. */
const transcriptFold: FeedFold<unknown> = { empty: null, fold: (state) => state };

/** One conversation: its facts for every manager, what is written for those who say why. */
export function Reader({ conversationId }: { conversationId: string }) {
  const client = useClient();
  const { read: texts, find } = useBoardTexts();
  const feed = client.feed(`conversation/${conversationId}`, transcriptFold);
  const { status, feed: known } = useStore(feed);
  const [readsUntil, setReadsUntil] = useState<number | null>(null);
  const now = useNow();
  const isOver = readsUntil !== null && now >= readsUntil;
  const opened = (until: number) => {
    setReadsUntil(until);
    feed.reopen();
  };
  const isLocked = status === 'error' || isOver;
  return (
    <>
      <a href={hrefOf('/conversations')}>← {find.all}</a>
      <ConversationFacts conversationId={conversationId} changes={known.offset} />
      <Panel
        title={texts.transcript}
        aside={
          readsUntil !== null &&
          !isOver && (
            <span className="quiet">
              {texts.until} <Moment at={readsUntil} />
            </span>
          )
        }
      >
        {isLocked ? (
          <AskWhy conversationId={conversationId} opened={opened} />
        ) : (
          <Loaded status={status}>
            <Transcript
              events={known.events}
              canLoadEarlier={known.from > 1}
              loadEarlier={() => void feed.loadEarlier()}
            />
          </Loaded>
        )}
      </Panel>
    </>
  );
}
