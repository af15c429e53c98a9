import { careOf } from '@entraide/client/lounge';
import type { Result } from '@entraide/core/protocol';
import { useClient, useStore } from '@entraide/react';
import { useEffect, useState } from 'react';
import { Empty } from '../../shared/empty.js';
import { Moment } from '../../shared/moment.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/panel.js';
import { Topic } from '../parts/topic.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { ConversationActions } from './conversation-actions.js';

type Facts = Result<'conversation.find'>['rows'][number];

/** What a manager knows of a conversation without reading it, and may do to it. */
export function ConversationFacts({ conversationId, changes }: { conversationId: string; changes: number }) {
  const client = useClient();
  const { find: texts, read, status: statuses, outcome: outcomes } = useBoardTexts();
  const { value: coaches } = useStore(careOf(client));
  const [found, setFound] = useState<Facts | null | 'loading' | 'error'>('loading');
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever happens to it makes the facts old
  useEffect(() => {
    let isWanted = true;
    client.call('conversation.find', { id: conversationId, limit: 1 }).then(
      ({ rows }) => isWanted && setFound(rows[0] ?? null),
      () => isWanted && setFound('error'),
    );
    return () => {
      isWanted = false;
    };
  }, [client, conversationId, changes, round]);
  const again = () => setRound(round + 1);
  const title = read.title(conversationId.slice(-8));
  if (found === null) return <Empty title={texts.none} />;
  if (typeof found === 'string')
    return (
      <Panel title={title}>
        <Loaded status={found} retry={again}>
          {null}
        </Loaded>
      </Panel>
    );
  const name = coaches.find(({ key }) => key === found.coachId)?.name;
  return (
    <Panel title={title} aside={<ConversationActions facts={found} done={again} />}>
      <dl className="facts">
        <div>
          <dt>{texts.asked}</dt>
          <dd>
            <Moment at={found.askedAt} />
          </dd>
        </div>
        <div>
          <dt>{texts.topic}</dt>
          <dd>
            <Topic topic={found.topic} />
          </dd>
        </div>
        <div>
          <dt>{texts.status}</dt>
          <dd>
            {statuses[found.status]}
            {found.outcome && ` · ${outcomes[found.outcome as 'served']}`}
          </dd>
        </div>
        <div>
          <dt>{texts.coach}</dt>
          <dd>{name ?? '–'}</dd>
        </div>
      </dl>
    </Panel>
  );
}
