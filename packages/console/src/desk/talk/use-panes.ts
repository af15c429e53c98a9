import { type RefObject, useEffect, useRef, useState } from 'react';
import { choosePanes, lounge } from './choose-panes.js';

const paneMinPx = 330;

export interface Panes {
  /** Of the place whose width says how many panes there are. */
  place: RefObject<HTMLDivElement | null>;
  shown: readonly string[];
  /** What shortcuts are about. */
  current: string;
  /** Shows an item, and takes the focus into it unless told otherwise. */
  select(item: string, options?: { withFocus?: boolean }): void;
  /** Grows each time that an item is to take the focus. */
  focusTurnOf(item: string): number;
}

/** Which of the lounge and the conversations are shown, as many as there is room for. */
export function usePanes(conversationIds: readonly string[]): Panes {
  const place = useRef<HTMLDivElement>(null);
  const [panesMax, setPanesMax] = useState(1);
  const [recent, setRecent] = useState<readonly string[]>([]);
  const [focus, setFocus] = useState({ item: '', turn: 0 });
  useEffect(() => {
    const { current: element } = place;
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setPanesMax(Math.max(1, Math.floor(entry.contentRect.width / paneMinPx)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const items = [lounge, ...conversationIds];
  const shown = choosePanes({ items, recent, panesMax });
  const current = recent.find((item) => shown.includes(item)) ?? shown.at(-1) ?? lounge;
  return {
    place,
    shown,
    current,
    select(item, { withFocus = true } = {}) {
      if (recent[0] !== item) setRecent([item, ...recent.filter((one) => one !== item)]);
      if (withFocus) setFocus({ item, turn: focus.turn + 1 });
    },
    focusTurnOf: (item) => (focus.item === item ? focus.turn : 0),
  };
}
