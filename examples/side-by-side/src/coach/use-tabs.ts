import { useState } from 'react';

interface Tabs {
  ids: readonly string[];
  current: string | undefined;
  select(id: string): void;
  dismiss(id: string): void;
}

/**
 * A tab for each conversation that the coach holds, and for those that ended until they are dismissed: thanks come
 * after the end.
 */
export function useTabs(slots: readonly string[]): Tabs {
  const [known, setKnown] = useState<readonly string[]>(slots);
  const [selected, select] = useState<string>();
  const missing = slots.filter((id) => !known.includes(id));
  if (missing.length > 0) setKnown([...known, ...missing]);
  const current = known.find((id) => id === selected) ?? known.at(-1);
  return { ids: known, current, select, dismiss: (id) => setKnown(known.filter((one) => one !== id)) };
}
