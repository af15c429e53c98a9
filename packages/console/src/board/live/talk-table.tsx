import { Empty } from '../../shared/empty.js';
import { formatDuration } from '../../shared/format-duration.js';
import { hrefOf } from '../../shell/use-route.js';
import { Panel } from '../parts/panel.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { Topic } from '../parts/topic.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import type { Board } from './read-board.js';

/** Conversations in somebody's hands: who has them, and nothing of what is written. */
export function TalkTable({ board: { talks, coaches }, now }: { board: Board; now: number }) {
  const { board: texts, status, states } = useBoardTexts();
  const names = new Map(coaches.map(({ coachId, name }) => [coachId, name]));
  const heads = [texts.open, texts.coach, texts.state, texts.topic, texts.wait];
  return (
    <Panel title={texts.talks}>
      {talks.length === 0 && <Empty title={texts.noTalks} />}
      {talks.length > 0 && (
        <ScrollTable label={texts.talks} heads={heads}>
          {talks.map((talk) => (
            <tr key={talk.key}>
              <td>
                <a href={hrefOf(`/conversations/${talk.conversationId}`)}>{talk.conversationId.slice(-8)}</a>
              </td>
              <td>{names.get(talk.coachId ?? '') ?? <span className="quiet">{states.nobody}</span>}</td>
              <td>{status[talk.status]}</td>
              <td>
                <Topic topic={talk.topic} />
              </td>
              <td className="figures">{formatDuration((talk.claimedAt ?? now) - talk.askedAt)}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </Panel>
  );
}
