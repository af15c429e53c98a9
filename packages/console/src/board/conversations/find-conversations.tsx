import { careOf } from '@entraide/client/lounge';
import { useClient, useStore } from '@entraide/react';
import { useState } from 'react';
import { Empty } from '../../shared/empty.js';
import { formatDuration } from '../../shared/format-duration.js';
import { Moment } from '../../shared/moment.js';
import { hrefOf } from '../../shell/use-route.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/panel.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { Topic } from '../parts/topic.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { SearchForm } from './search-form.js';
import { type Search, useSearch } from './use-search.js';

/** Looks for conversations, and lists them; what is written in them is behind each. */
export function FindConversations({ coachId }: { coachId: string }) {
  const { find: texts, board, status: statusTexts, outcome: outcomes } = useBoardTexts();
  const { value: coaches } = useStore(careOf(useClient()));
  const [search, setSearch] = useState<Search>(coachId ? { coachId } : {});
  const { status, rows, next, again, more } = useSearch(search);
  const names = new Map(coaches.map(({ key, name }) => [key, name]));
  return (
    <>
      <Panel title={texts.title}>
        <SearchForm coachId={coachId} search={setSearch} />
      </Panel>
      <Panel title={texts.found}>
        <Loaded status={status} retry={again}>
          {rows.length === 0 && <Empty title={texts.none} line={texts.noneLine} />}
          {rows.length > 0 && (
            <ScrollTable
              label={texts.found}
              heads={[board.open, texts.asked, texts.topic, texts.status, texts.coach, board.wait]}
            >
              {rows.map(({ key, askedAt, topic, status: state, outcome, coachId: by, claimedAt }) => (
                <tr key={key}>
                  <td>
                    <a href={hrefOf(`/conversations/${key}`)}>{key.slice(-8)}</a>
                  </td>
                  <td>
                    <Moment at={askedAt} />
                  </td>
                  <td>
                    <Topic topic={topic} />
                  </td>
                  <td>{state === 'closed' ? (outcomes[outcome as 'served'] ?? outcome) : statusTexts[state]}</td>
                  <td>{names.get(by ?? '') ?? '–'}</td>
                  <td className="figures">{claimedAt === null ? '–' : formatDuration(claimedAt - askedAt)}</td>
                </tr>
              ))}
            </ScrollTable>
          )}
          {next && (
            <button type="button" onClick={more}>
              {texts.more}
            </button>
          )}
        </Loaded>
      </Panel>
    </>
  );
}
