import { Empty } from '../../shared/empty.js';
import { formatDuration } from '../../shared/format-duration.js';
import { PlainText } from '../../shared/plain-text.js';
import { hrefOf } from '../../shell/use-route.js';
import { Panel } from '../parts/panel.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { Topic } from '../parts/topic.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import type { Board } from './read-board.js';

/** Requests in the order of the queue. */
export function QueueTable({ requests, now }: { requests: Board['requests']; now: number }) {
  const { board: texts } = useBoardTexts();
  const heads = [texts.wait, texts.question, texts.topic, texts.offered];
  return (
    <Panel title={texts.queue}>
      {requests.length === 0 && <Empty title={texts.noQueue} />}
      {requests.length > 0 && (
        <ScrollTable label={texts.queue} heads={heads}>
          {requests.map(({ key, conversationId, text, topic, askedAt, later, match }) => (
            <tr key={key}>
              <td className="figures">{later ? texts.later : formatDuration(now - askedAt)}</td>
              <td className="wide">
                <a href={hrefOf(`/conversations/${conversationId}`)}>
                  <PlainText text={text ?? conversationId.slice(-8)} />
                </a>
              </td>
              <td>
                <Topic topic={topic} />
              </td>
              <td>{match?.board !== false ? texts.toAll : match.offered}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </Panel>
  );
}
