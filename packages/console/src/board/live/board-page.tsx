import { useNow } from '../../shared/use-now.js';
import { Loaded } from '../parts/loaded.js';
import { CoachLoads } from './coach-loads.js';
import { MissedToday } from './missed-today.js';
import { Numbers } from './numbers.js';
import { QueueTable } from './queue-table.js';
import { RiskList } from './risk-list.js';
import { risksOf } from './risks-of.js';
import { TalkTable } from './talk-table.js';
import { useBoard } from './use-board.js';

/** What happens now, for managers. */
export default function BoardPage() {
  const { status, value: board } = useBoard();
  const now = useNow();
  return (
    <div className="board">
      <Loaded status={status}>
        <Numbers board={board} now={now} />
        <div className="board-columns">
          <div className="board-main">
            <RiskList risks={risksOf(board, now)} now={now} />
            <QueueTable requests={board.requests} now={now} />
            <TalkTable board={board} now={now} />
          </div>
          <div className="board-side">
            <CoachLoads coaches={board.coaches} />
            <MissedToday board={board} />
          </div>
        </div>
      </Loaded>
    </div>
  );
}
