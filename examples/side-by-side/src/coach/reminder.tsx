import { useConversation } from '@entraide/react';
import { formatWait } from '../shared/format-wait.js';
import { useNow } from '../shared/use-now.js';
import { texts } from '../texts.js';

/** Says that the visitor has waited for long, until this coach answers. */
export function Reminder({ id }: { id: string }) {
  const { messages, lastChange } = useConversation(id);
  const now = useNow();
  const answered = messages.findLastIndex(({ isMine }) => isMine);
  const owed = messages[answered + 1];
  if (lastChange?.type !== 'coach.reminded' || !owed) return null;
  return (
    <p className="notice" role="status">
      {texts.reminder(formatWait(now - owed.at))}
    </p>
  );
}
