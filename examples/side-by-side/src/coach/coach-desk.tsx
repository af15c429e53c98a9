import { useMe } from '@entraide/react';
import { ConnectionNotice } from '../shared/connection-notice.js';
import { TalkIcon } from '../shared/icons.js';
import { texts } from '../texts.js';
import { AvailabilitySwitch } from './availability-switch.js';
import { ConversationTabs } from './conversation-tabs.js';
import { DeskConversation } from './desk-conversation.js';
import { RefusalNotice } from './refusal-notice.js';
import { RequestList } from './request-list.js';
import { useTabs } from './use-tabs.js';

/** A coach's desk: who waits on one side, whom one talks with on the other. */
export function CoachDesk() {
  const { status, coach } = useMe();
  const { ids, current, select, dismiss } = useTabs(coach.slots);
  return (
    <div className="window desk" aria-busy={status === 'loading'}>
      <AvailabilitySwitch />
      <ConnectionNotice />
      <RefusalNotice />
      <div className="desk-body">
        <RequestList claimed={select} />
        <div className="desk-talk">
          {current ? (
            <>
              <ConversationTabs ids={ids} current={current} select={select} />
              <DeskConversation
                key={current}
                id={current}
                isHeld={coach.slots.includes(current)}
                dismiss={() => dismiss(current)}
              />
            </>
          ) : (
            <div className="empty">
              <TalkIcon />
              <h4>{texts.noConversation}</h4>
              <p className="quiet">{texts.noConversationLine}</p>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
