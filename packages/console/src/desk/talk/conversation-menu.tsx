import { useConnectionStatus, useConversation, usePresence } from '@entraide/react';
import { useState } from 'react';
import { Menu } from '../../shared/menu.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { ReproachDialog } from './reproach-dialog.js';

/** What is seldom done with a conversation: giving it back or away, and telling the managers. */
export function ConversationMenu({ id }: { id: string }) {
  const { talk: texts } = useDeskTexts();
  const { release, transfer } = useConversation(id);
  const [reproach, setReproach] = useState<'report' | 'block' | null>(null);
  return (
    <>
      <Menu className="menu-up" summary={texts.more}>
        <button type="button" onClick={() => void release()}>
          {texts.release}
        </button>
        <h3>{texts.passOn}</h3>
        <FreeCoaches pass={(coachId) => void transfer({ to: { kind: 'coach', id: coachId } })} />
        <button type="button" onClick={() => void transfer({ to: { kind: 'staff' } })}>
          {texts.staff}
        </button>
        <hr />
        <button type="button" onClick={() => setReproach('report')}>
          {texts.report}
        </button>
        <button type="button" className="grave" onClick={() => setReproach('block')}>
          {texts.block}
        </button>
      </Menu>
      {reproach && <ReproachDialog id={id} kind={reproach} closed={() => setReproach(null)} />}
    </>
  );
}

function FreeCoaches({ pass }: { pass(coachId: string): void }) {
  const { talk, status: texts } = useDeskTexts();
  const { value: coaches } = usePresence();
  const { actor } = useConnectionStatus();
  const free = coaches.filter(
    ({ key, status, openCount, capacity }) => key !== actor?.id && status === 'available' && openCount < capacity,
  );
  if (free.length === 0) return <p className="quiet">{talk.nobody}</p>;
  return free.map(({ key, name, openCount, capacity }) => (
    <button key={key} type="button" onClick={() => pass(key)}>
      {name} <small className="quiet">{texts.slots(openCount, capacity)}</small>
    </button>
  ));
}
