import { useConnectionStatus, useThread } from '@entraide/react';
import { useLayoutEffect, useRef } from 'react';
import { Composer } from '../../shared/composer.js';
import { Moment } from '../../shared/moment.js';
import { PlainText } from '../../shared/plain-text.js';
import { Skeleton } from '../../shared/skeleton.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

/** What the coach and the managers write to each other. */
export function ManagerThread() {
  const { actor } = useConnectionStatus();
  return actor ? <Thread coachId={actor.id} /> : <Skeleton />;
}

function Thread({ coachId }: { coachId: string }) {
  const { thread: texts, talk } = useDeskTexts();
  const { status, messages, post } = useThread(coachId);
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <div ref={list} className="transcript" role="log" aria-label={texts.title} tabIndex={0}>
        {status === 'loading' && <Skeleton />}
        {status === 'ready' && messages.length === 0 && <p className="quiet">{texts.empty}</p>}
        {messages.map(({ id, text, by, at }) => (
          <article key={id} className="message" data-mine={by.kind === 'coach'}>
            <span className="message-by">{by.kind === 'coach' ? talk.you : by.name}: </span>
            <p>{text !== null && <PlainText text={text} />}</p>
            <Moment at={at} />
          </article>
        ))}
      </div>
      <Composer label={texts.write} action={texts.send} send={(text) => void post(text)} draftKey="thread" />
    </>
  );
}
