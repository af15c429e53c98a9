import type { InboxRow } from '@entraide/client';
import { formatDuration } from '../../shared/format-duration.js';
import { useNow } from '../../shared/use-now.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { WhyYou } from './why-you.js';

interface RequestCardProps {
  request: InboxRow;
  take(id: string): void;
  pass(id: string): unknown;
}

/** One request, with all that helps to choose it or to let it pass. */
export function RequestCard({ request, take, pass }: RequestCardProps) {
  const { key, text, topic, page, askedAt, later } = request;
  const { requests: texts } = useDeskTexts();
  const now = useNow();
  const question = text ?? texts.erased;
  return (
    <li className="request" data-request={key}>
      <p className="request-facts">
        {topic && <span className="topic">{topic}</span>}
        <span className="wait">{later ? texts.left : texts.waits(formatDuration(now - askedAt))}</span>
      </p>
      <p className="question" dir="auto">
        {question}
      </p>
      {page && (
        <p className="quiet page" dir="auto">
          {texts.on(page.title || page.url)}
        </p>
      )}
      <div className="request-actions">
        <button
          type="button"
          className="primary claim"
          aria-label={texts.claimLabel(question)}
          onClick={() => take(key)}
        >
          {texts.claim}
        </button>
        <button
          type="button"
          className="plain"
          aria-label={texts.declineLabel(question)}
          onClick={() => void pass(key)}
        >
          {texts.decline}
        </button>
      </div>
      <WhyYou id={key} question={question} />
    </li>
  );
}
