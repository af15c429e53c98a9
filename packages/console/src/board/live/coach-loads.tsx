import { Empty } from '../../shared/empty.js';
import { hrefOf } from '../../shell/use-route.js';
import { Panel } from '../parts/panel.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import type { Board } from './read-board.js';

/** Who is here, and how much each of them holds. */
export function CoachLoads({ coaches }: { coaches: Board['coaches'] }) {
  const { board: texts } = useBoardTexts();
  return (
    <Panel title={texts.load}>
      {coaches.length === 0 && <Empty title={texts.noCoaches} />}
      <ul className="rows">
        {coaches.map(({ key, coachId, name, status, presence, openCount, capacity }) => (
          <li key={key}>
            <a href={hrefOf(`/coaches/${coachId}`)}>{name}</a>
            {status === 'away' && <span className="tag">{texts.away}</span>}
            {status !== 'away' && presence === 'passive' && <span className="tag">{texts.passive}</span>}
            <span className="load">
              <meter aria-label={name} min={0} max={Math.max(capacity, 1)} value={openCount} />
              <span className="figures">{texts.of(openCount, capacity)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
