import { Empty } from '../../shared/empty.js';
import { Panel } from '../parts/panel.js';
import { Topic } from '../parts/topic.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import type { Board } from './read-board.js';

interface MissedTopic {
  topic: string | null;
  closed: number;
  unserved: number;
}

/** Demand that met nobody today, by topic. */
export function MissedToday({ board: { lost, demand } }: { board: Board }) {
  const { board: texts } = useBoardTexts();
  const topics = new Map<string | null, MissedTopic>();
  const of = (topic: string | null) => {
    const known = topics.get(topic) ?? { topic, closed: 0, unserved: 0 };
    topics.set(topic, known);
    return known;
  };
  for (const { topic, count } of demand) of(topic).closed += count;
  for (const { topic } of lost) of(topic).unserved += 1;
  const rows = [...topics.values()].sort((a, b) => b.closed + b.unserved - a.closed - a.unserved);
  return (
    <Panel title={texts.missed} aside={<span className="quiet">{texts.today}</span>}>
      {rows.length === 0 && <Empty title={texts.noMissed} />}
      <ul className="rows">
        {rows.map(({ topic, closed, unserved }) => (
          <li key={topic ?? ''}>
            <Topic topic={topic} />
            {closed > 0 && (
              <span>
                <strong>{closed}</strong> {texts.closedWindow}
              </span>
            )}
            {unserved > 0 && (
              <span>
                <strong>{unserved}</strong> {texts.unserved}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
