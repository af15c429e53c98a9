import { useAsk, useAvailability } from '@entraide/react';
import { useState } from 'react';
import { ConnectionNotice } from '../shared/connection-notice.js';
import { texts } from '../texts.js';
import { AskForm } from './ask-form.js';
import { useCountedDemand } from './use-counted-demand.js';
import { VisitorConversation } from './visitor-conversation.js';

/** The window opens on the visitor's last conversation, or on a new question. */
export function ChatWindow() {
  const { asked } = useAsk();
  const [left, setLeft] = useState<string | null>(null);
  const [current] = asked;
  const isAsking = !current || current === left;
  return (
    <div className="window chat">
      <header className="window-bar">
        <h3>{texts.chatTitle}</h3>
        <Gate />
      </header>
      <ConnectionNotice />
      {isAsking ? <AskForm /> : <VisitorConversation key={current} id={current} startAnew={() => setLeft(current)} />}
    </div>
  );
}

function Gate() {
  useCountedDemand();
  const { value } = useAvailability();
  const isOpening = value?.reason === 'opening_soon';
  const text = !value
    ? texts.chatUnknown
    : value.open
      ? value.reason === 'all_busy'
        ? texts.chatBusy
        : texts.chatOpen
      : isOpening
        ? texts.chatOpening
        : texts.chatShut;
  return (
    <p className="gate" data-open={value?.open ?? false} role="status">
      {text}
    </p>
  );
}
