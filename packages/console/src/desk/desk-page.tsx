import { Columns } from './columns.js';
import { KeyHelp } from './keys/key-help.js';
import { LoungePane } from './lounge/lounge-pane.js';
import { People } from './people/people.js';
import { RefusalNotice } from './refusal-notice.js';
import { RequestList } from './requests/request-list.js';
import { ConversationPane } from './talk/conversation-pane.js';
import { PaneStrip } from './talk/pane-strip.js';
import { useDeskWork } from './use-desk-work.js';

/** A coach's desk: who is there, what is said, and who waits. */
export function DeskPage() {
  const { conversations, panes, column, setColumn, isHelping, setHelping, show, take, put } = useDeskWork();
  const { shown, current, focusTurnOf } = panes;
  const unreadCount = conversations.reduce((sum, row) => sum + row.unreadCount, 0);
  return (
    <div className="desk" data-column={column}>
      <People />
      <div className="talk" ref={panes.place}>
        <PaneStrip
          conversations={conversations}
          shown={shown}
          current={current}
          select={show}
          help={() => setHelping(true)}
        />
        <div className="panes">
          {shown.map((item) => {
            const row = conversations.find(({ id }) => id === item);
            const attend = () => panes.select(item, { withFocus: false });
            if (!row) return <LoungePane key={item} focusTurn={focusTurnOf(item)} attend={attend} />;
            return (
              <ConversationPane
                key={item}
                row={row}
                isCurrent={item === current}
                focusTurn={focusTurnOf(item)}
                attend={attend}
                dismiss={() => put(item)}
              />
            );
          })}
        </div>
      </div>
      <RequestList take={take} />
      <Columns column={column} unreadCount={unreadCount} choose={setColumn} />
      <RefusalNotice />
      {isHelping && <KeyHelp closed={() => setHelping(false)} />}
    </div>
  );
}
