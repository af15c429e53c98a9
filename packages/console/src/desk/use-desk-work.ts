import { useClaim, useDesk, useInbox, usePresence } from '@entraide/react';
import { useState } from 'react';
import type { Column } from './columns.js';
import { useDeskKeys } from './keys/use-desk-keys.js';
import { lounge } from './talk/choose-panes.js';
import { usePanes } from './talk/use-panes.js';

/** What a coach does at the desk, by pointer or by key, and where that leaves them. */
export function useDeskWork() {
  const { coach, conversations, dismiss } = useDesk();
  const { value: requests } = useInbox();
  const { claim } = useClaim();
  const { setPresence } = usePresence();
  const panes = usePanes(conversations.map(({ id }) => id));
  const [column, setColumn] = useState<Column>('requests');
  const [isHelping, setHelping] = useState(false);
  const { current } = panes;

  const show = (item: string) => {
    setColumn('talk');
    panes.select(item);
  };
  const goTo = (next: Column) => {
    setColumn(next);
    // After the column is shown: what is hidden takes no focus.
    requestAnimationFrame(() => focusFirst(`#desk-${next} .claim`, `#desk-${next}`));
  };
  const take = (id: string) => claim(id).then(() => show(id), refusalIsShown);
  const put = (id: string) => {
    const next = conversations.find((row) => row.id !== id)?.id;
    dismiss(id);
    if (next) show(next);
    else goTo('requests');
  };
  const step = (by: number) => {
    const ids = conversations.map(({ id }) => id);
    const next = ids[(ids.indexOf(current) + by + ids.length) % ids.length];
    if (next) show(next);
  };
  useDeskKeys({
    claim: () => {
      const focused = document.activeElement?.closest<HTMLElement>('.request')?.dataset['request'];
      const id = focused ?? requests[0]?.key;
      if (id !== undefined) void take(id);
    },
    next: () => step(1),
    previous: () => step(-1),
    reply: () => show(current === lounge ? (conversations[0]?.id ?? lounge) : current),
    finish: () => document.querySelector<HTMLElement>(`[id="pane-${current}"] .finish:not(:disabled)`)?.click(),
    requests: () => goTo('requests'),
    lounge: () => show(lounge),
    people: () => goTo('people'),
    pause: () => void setPresence({ status: coach.status === 'away' ? 'available' : 'away' }),
    help: () => setHelping(true),
  });
  return { conversations, panes, column, setColumn, isHelping, setHelping, show, take, put };
}

/** The desk's notice says why. */
const refusalIsShown = () => undefined;

function focusFirst(...selectors: string[]): void {
  const found = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
  found.find((element) => element !== null)?.focus();
}
