import { useMemo, useState } from 'react';
import { Empty } from '../../shared/empty.js';
import { Moment } from '../../shared/moment.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/panel.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { byHourOfDay, byTopic } from './by-hour-of-day.js';
import { CoveragePlot } from './coverage-plot.js';
import { HourTable, TopicTable } from './coverage-tables.js';
import { useCoverage } from './use-coverage.js';

const periods = [1, 7, 28];
const all = '*';

/** When people ask and who meets nobody: what a manager plans hours by. */
export default function CoveragePage() {
  const { coverage: texts, states } = useBoardTexts();
  const [days, setDays] = useState(7);
  const [topic, setTopic] = useState(all);
  const { status, coverage, isCut, again } = useCoverage(days);
  const topics = useMemo(() => byTopic(coverage.hours), [coverage]);
  const day = useMemo(
    () => byHourOfDay(coverage.hours.filter((hour) => topic === all || (hour.topic ?? '') === topic)),
    [coverage, topic],
  );
  return (
    <div className="board">
      <Panel title={texts.title}>
        <p className="quiet">{texts.line}</p>
        <div className="search">
          <label>
            {texts.days}
            <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
              {periods.map((count) => (
                <option key={count} value={count}>
                  {texts.lastDays(count)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {texts.topic}
            <select value={topic} onChange={(event) => setTopic(event.currentTarget.value)}>
              <option value={all}>{texts.allTopics}</option>
              {topics.map(({ topic: one }) => (
                <option key={one ?? ''} value={one ?? ''}>
                  {one ?? states.anyTopic}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Loaded status={status} retry={again}>
          {isCut && (
            <p className="notice">
              {texts.from} <Moment at={coverage.from} />
            </p>
          )}
          {coverage.hours.length === 0 && <Empty title={texts.none} />}
          {coverage.hours.length > 0 && (
            <>
              <CoveragePlot day={day} />
              <HourTable day={day} />
            </>
          )}
        </Loaded>
      </Panel>
      {topics.length > 0 && <TopicTable topics={topics} />}
    </div>
  );
}
