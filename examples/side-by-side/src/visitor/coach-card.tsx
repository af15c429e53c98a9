import type { ConversationSummary } from '@entraide/client';
import { Avatar } from '../shared/avatar.js';
import { texts } from '../texts.js';

const lines: Readonly<Partial<Record<ConversationSummary['status'], string>>> = {
  claimed: texts.claimedLine,
  held: texts.heldLine,
  on_hold: texts.onHoldLine,
  // Somebody had it before, and comes first again.
  waiting: texts.backLine,
};

/** Who answers, and what they do just now. */
export const CoachCard = ({ name, status }: { name: string; status: ConversationSummary['status'] }) => (
  <div className="coach-card" role="status" data-quiet={status === 'on_hold'}>
    <Avatar name={name} />
    <p>
      <strong>{name}</strong> <span className="badge">{texts.volunteer}</span>
      <br />
      <span className="quiet">{lines[status]}</span>
    </p>
  </div>
);
