import type { Clamp } from './types.js';

/** In plain words, for the coach: which cap applied, and how full it was. */
export function explainClamp({ by, cap, used, days }: Clamp, { amount, granted }: { amount: number; granted: number }) {
  const given =
    granted === 0 ? `None of these ${amount} points were added` : `${granted} of these ${amount} points were added`;
  const bounds = {
    day: `points of this kind are given up to ${cap} a day, and ${used} were already given that day`,
    pair: `one visitor can bring you up to ${cap} points of this kind in ${days} days, and ${used} were already given`,
    all_kinds: `points are given up to ${cap} a day, and ${used} were already given that day`,
  };
  return `${given}: ${bounds[by]}.`;
}
