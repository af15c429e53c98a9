import type { InboxRow } from '@entraide/client';
import { useClaim, useInbox, useMe } from '@entraide/react';
import { CupIcon } from '../shared/icons.js';
import { Skeleton } from '../shared/skeleton.js';
import { formatDuration, useNow } from '../shared/use-now.js';
import { texts } from '../texts.js';
import { WhyYou } from './why-you.js';

/** Who waits, the longest first. */
export function RequestList({ claimed }: { claimed(conversationId: string): void }) {
  const { status, value: requests } = useInbox();
  const { coach } = useMe();
  const { claim, decline } = useClaim();
  const take = (id: string) => claim(id).then(() => claimed(id), ignoreRefused);
  return (
    <section className="requests" aria-label={texts.requests}>
      <h4>
        {texts.requests} <span className="count">{requests.length}</span>
      </h4>
      <p className="unseen" role="status">
        {texts.requestsWaiting(requests.length)}
      </p>
      {status === 'loading' && <Skeleton />}
      {status === 'ready' && requests.length === 0 && <NoRequests isAway={coach.status === 'away'} />}
      <ul>
        {requests.map((request) => (
          <Request key={request.key} request={request} take={take} pass={decline} />
        ))}
      </ul>
    </section>
  );
}

/** The desk's notice says why. */
const ignoreRefused = () => undefined;

const NoRequests = ({ isAway }: { isAway: boolean }) => (
  <div className="empty">
    <CupIcon />
    <strong>{texts.noRequests}</strong>
    <p className="quiet">{isAway ? texts.noRequestsAway : texts.noRequestsLine}</p>
  </div>
);

interface RequestProps {
  request: InboxRow;
  take(id: string): void;
  pass(id: string): void;
}

function Request({ request, take, pass }: RequestProps) {
  const { key, text, page, askedAt, later } = request;
  const now = useNow();
  return (
    <li className="request">
      <p>{text ?? texts.erased}</p>
      <p className="quiet">
        {later ? texts.leftForLater : texts.waits(formatDuration(now - askedAt))}
        {page && ` · ${texts.asksFrom(page.title)}`}
      </p>
      <div className="request-actions">
        <button type="button" className="primary" aria-label={texts.claimLabel(text ?? '')} onClick={() => take(key)}>
          {texts.claim}
        </button>
        <button type="button" aria-label={texts.declineLabel(text ?? '')} onClick={() => pass(key)}>
          {texts.decline}
        </button>
      </div>
      <WhyYou id={key} />
    </li>
  );
}
