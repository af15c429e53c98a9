import { Empty } from '../../shared/empty.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { ReportsPanel, useReports } from './reports-panel.js';

/** All that waits for a manager's word. */
export default function TodoPage() {
  const { todo: texts } = useBoardTexts();
  const reports = useReports();
  const isDone = reports.status === 'ready' && reports.value.length === 0;
  return (
    <div className="board">
      {isDone && <Empty title={texts.none} line={texts.noneLine} />}
      <ReportsPanel />
    </div>
  );
}
