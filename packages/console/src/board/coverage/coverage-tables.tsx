import { Panel } from '../parts/panel.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { Topic } from '../parts/topic.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import type { byTopic, HourOfDay } from './by-hour-of-day.js';

/** The plot in words: the same figures for whoever doesn't see it. */
export function HourTable({ day }: { day: readonly HourOfDay[] }) {
  const { coverage: texts } = useBoardTexts();
  return (
    <details>
      <summary>{texts.table}</summary>
      <ScrollTable label={texts.plot} heads={[texts.hour, texts.asked, texts.taken, texts.missed, texts.lost]}>
        {day.map(({ hour, asked, taken, missed, lost }) => (
          <tr key={hour}>
            <th scope="row">{hour}</th>
            <td className="figures">{asked}</td>
            <td className="figures">{taken}</td>
            <td className="figures">{missed}</td>
            <td className="figures">{lost}</td>
          </tr>
        ))}
      </ScrollTable>
    </details>
  );
}

export function TopicTable({ topics }: { topics: ReturnType<typeof byTopic> }) {
  const { coverage: texts } = useBoardTexts();
  return (
    <Panel title={texts.byTopic}>
      <ScrollTable label={texts.byTopic} heads={[texts.topic, texts.asked, texts.taken, texts.missed, texts.lost]}>
        {topics.map(({ topic, asked, taken, missed, lost }) => (
          <tr key={topic ?? ''}>
            <td>
              <Topic topic={topic} />
            </td>
            <td className="figures">{asked}</td>
            <td className="figures">{taken}</td>
            <td className="figures">{missed}</td>
            <td className="figures">{lost}</td>
          </tr>
        ))}
      </ScrollTable>
    </Panel>
  );
}
