import type { Conversation } from '@entraide/client';
import { useConnectionStatus, useConversation, usePresence } from '@entraide/react';
import { type KeyboardEvent, useRef } from 'react';
import { texts } from '../texts.js';

type Target = Parameters<Conversation['transfer']>[0]['to'];

/** Gives the conversation to another coach who has room for it, or to the shop's own people. */
export function PassOn({ id }: { id: string }) {
  const { transfer } = useConversation(id);
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    close();
    menu.current?.querySelector('summary')?.focus();
  };
  const pass = (to: Target) => {
    close();
    void transfer({ to });
  };
  return (
    <details ref={menu} className="pass-on" onKeyDown={pressed}>
      <summary>{texts.passOn.title}</summary>
      <ul className="menu">
        <FreeCoaches pass={pass} />
        <li>
          <button type="button" className="menu-item" onClick={() => pass({ kind: 'staff' })}>
            {texts.passOn.staff}
          </button>
        </li>
      </ul>
    </details>
  );
}

function FreeCoaches({ pass }: { pass(to: Target): void }) {
  const { value: coaches } = usePresence();
  const { actor } = useConnectionStatus();
  const free = coaches.filter(
    ({ key, status, openCount, capacity }) => key !== actor?.id && status === 'available' && openCount < capacity,
  );
  if (free.length === 0) return <li className="menu-empty">{texts.passOn.nobody}</li>;
  return free.map(({ key, name, openCount, capacity }) => (
    <li key={key}>
      <button type="button" className="menu-item" onClick={() => pass({ kind: 'coach', id: key })}>
        {name} <small>{texts.slots(openCount, capacity)}</small>
      </button>
    </li>
  ));
}
