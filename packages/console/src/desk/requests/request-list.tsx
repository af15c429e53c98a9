import { useClaim, useInbox, useMe } from '@entraide/react';
import { type KeyboardEvent, useRef } from 'react';
import { Empty } from '../../shared/empty.js';
import { CupIcon } from '../../shared/icons.js';
import { Skeleton } from '../../shared/skeleton.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { RequestCard } from './request-card.js';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Who waits, the longest first. The arrow keys go from one to the next. */
export function RequestList({ take }: { take(conversationId: string): void }) {
  const { requests: texts } = useDeskTexts();
  const { status, value: requests } = useInbox();
  const { coach } = useMe();
  const { decline } = useClaim();
  const list = useRef<HTMLUListElement>(null);
  const isFull = coach.slots.length >= coach.capacity;
  const pressed = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('.claim') ?? [])];
    const card = (event.target as Element).closest('.request');
    const at = buttons.findIndex((button) => card?.contains(button));
    if (!step || at < 0) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <section className="column requests" id="desk-requests" tabIndex={-1} aria-labelledby="requests-title">
      <h2 id="requests-title">
        {texts.title} <span className="count">{requests.length}</span>
      </h2>
      <p className="unseen" role="status">
        {status === 'ready' && texts.waiting(requests.length)}
      </p>
      {status === 'loading' && <Skeleton />}
      {status === 'error' && <p className="notice notice-bad">{texts.failed}</p>}
      {isFull && requests.length > 0 && <p className="hint">{texts.full}</p>}
      {status === 'ready' && requests.length === 0 && (
        <Empty
          drawing={<CupIcon />}
          title={texts.none}
          line={coach.status === 'away' ? texts.noneAway : texts.noneLine}
        />
      )}
      <ul ref={list} onKeyDown={pressed}>
        {requests.map((request) => (
          <RequestCard key={request.key} request={request} take={take} pass={decline} />
        ))}
      </ul>
    </section>
  );
}
