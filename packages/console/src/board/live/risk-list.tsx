import { Empty } from '../../shared/empty.js';
import { formatDuration } from '../../shared/format-duration.js';
import { hrefOf } from '../../shell/use-route.js';
import { Panel } from '../parts/panel.js';
import { Topic } from '../parts/topic.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import type { Risk } from './risks-of.js';

/** What is stuck, or will be. */
export function RiskList({ risks, now }: { risks: readonly Risk[]; now: number }) {
  const { board: texts } = useBoardTexts();
  return (
    <Panel title={texts.risks} className={risks.length > 0 ? 'panel-warn' : ''}>
      <ul className="rows" aria-live="polite">
        {risks.map(({ conversationId, why, topic, askedAt }) => (
          <li key={conversationId}>
            <a href={hrefOf(`/conversations/${conversationId}`)}>{conversationId.slice(-8)}</a>
            <strong>{texts.risk[why]}</strong>
            <Topic topic={topic} />
            <span className="quiet">{formatDuration(now - askedAt)}</span>
          </li>
        ))}
      </ul>
      {risks.length === 0 && <Empty title={texts.noRisks} line={texts.noRisksLine} />}
    </Panel>
  );
}
