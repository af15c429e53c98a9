import type { ReviewRow } from '@entraide/core/protocol';
import { useClient, useStore } from '@entraide/react';
import { Moment } from '../../shared/moment.js';
import { hrefOf } from '../../shell/use-route.js';
import { Panel } from '../parts/panel.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { TaskCard } from './task-card.js';

const byAge = (rows: readonly ReviewRow[]) => rows.toSorted((a, b) => a.openedAt - b.openedAt);

/** Thanks that look made up, the oldest first: a reason to look, and no verdict. */
export const useReviews = () => useStore(useClient().view<ReviewRow, readonly ReviewRow[]>('reviews', byAge));

export function ReviewsPanel() {
  const { todo: texts } = useBoardTexts();
  const { value: reviews } = useReviews();
  const client = useClient();
  if (reviews.length === 0) return null;
  const close = ({ coachId, kind, changedAt }: ReviewRow, verdict: 'honest' | 'fraud') =>
    client.call('review.close', { coachId, kind, asOf: changedAt, verdict });
  return (
    <Panel title={texts.reviews}>
      <ul className="stack">
        {reviews.map((review) => (
          <TaskCard
            key={review.key}
            done={texts.honest}
            run={() => close(review, 'honest')}
            ask={{
              action: `${texts.fraud}…`,
              title: texts.fraudTitle,
              line: texts.fraudLine,
              confirm: () => close(review, 'fraud'),
            }}
          >
            <strong>{texts.reviewLine(review.name, review.conversationIds.length)}</strong>
            <p>
              {review.why} <Moment at={review.openedAt} />
            </p>
            <p>
              {review.conversationIds.slice(0, 5).map((id) => (
                <a key={id} className="tag" href={hrefOf(`/conversations/${id}`)}>
                  {id.slice(-8)}
                </a>
              ))}
            </p>
          </TaskCard>
        ))}
      </ul>
    </Panel>
  );
}
