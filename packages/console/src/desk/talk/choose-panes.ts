/** What stands beside the conversations. */
export const lounge = 'lounge';

interface Choice {
  /** All that may be shown, in the order in which it is shown. */
  items: readonly string[];
  /** What was looked at, the latest first. */
  recent: readonly string[];
  panesMax: number;
}

/** What is shown where there is room for so many: what was looked at last, then the latest conversations. */
export function choosePanes({ items, recent, panesMax }: Choice): readonly string[] {
  const wanted = [...recent, ...items.toReversed()].filter((item) => items.includes(item));
  const shown = new Set([...new Set(wanted)].slice(0, Math.max(1, panesMax)));
  return items.filter((item) => shown.has(item));
}
