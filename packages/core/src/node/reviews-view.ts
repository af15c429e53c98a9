import type { Review } from '../care/reviews.js';
import type { Storage } from '../ports/storage.js';
import type { ReviewRow } from '../protocol/types.js';
import { createTableView, type TableView } from './table-view.js';

interface ReviewsOptions {
  community: string;
  storage: Storage;
  opened: (position: number) => void;
}

/** Coaches whose reviews, and names, are read. */
const coachesMax = 2_000;

/** What managers look at: a row for each coach and kind of signal. Nobody else learns of it. */
export function createReviews({ community, storage, opened }: ReviewsOptions): TableView {
  return createTableView({
    community,
    storage,
    opened,
    name: 'reviews',
    tables: {
      review: { query: () => ({ limit: coachesMax }), pick: ({ open }) => ({ open }) },
      coach: {
        query: () => ({ where: { kind: 'coach' }, limit: coachesMax }),
        pick: ({ kind, name }) => (kind === 'coach' ? { name } : null),
      },
    },
    // Whoever has waited for longest comes first.
    rowsFor(tables) {
      const coaches = tables('coach');
      return [...tables('review')]
        .flatMap(([coachId, { open }]) =>
          (open as readonly Review[]).map(({ coachIds, ...review }): ReviewRow => {
            const withIds = coachIds.filter((id) => id !== coachId);
            const name = String(coaches.get(coachId)?.name ?? '');
            return { key: `${coachId} ${review.kind}`, coachId, name, with: withIds, ...review };
          }),
        )
        .sort((a, b) => a.openedAt - b.openedAt || (a.key < b.key ? -1 : 1));
    },
  });
}
