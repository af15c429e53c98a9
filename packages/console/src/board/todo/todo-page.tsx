import { Empty } from '../../shared/empty.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { ReportsPanel, useReports } from './reports-panel.js';
import { ReviewsPanel, useReviews } from './reviews-panel.js';
import { RewardsPanel, useRewardsWaiting } from './rewards-panel.js';

/** All that waits for a manager's word. */
export default function TodoPage() {
  const { todo: texts } = useBoardTexts();
  const reports = useReports();
  const reviews = useReviews();
  const rewards = useRewardsWaiting();
  const isKnown = [reports, reviews, rewards].every(({ status }) => status === 'ready');
  const waiting = [reports.value, reviews.value, ...Object.values(rewards.value)].flat();
  return (
    <div className="board">
      {isKnown && waiting.length === 0 && <Empty title={texts.none} line={texts.noneLine} />}
      <ReportsPanel />
      <ReviewsPanel />
      <RewardsPanel />
    </div>
  );
}
