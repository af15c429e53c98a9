import type { JournalEntry } from './journal.js';
import type { Simulated } from './simulate.js';

const violationsMax = 5;
const linesMax = 30;

/** What went wrong in a world, short enough to read: what was broken, and what befell those whom it concerns. */
export function tellStory({ seed, faults, violations, plot, journal, startAt }: Simulated): string {
  const told = violations.slice(0, violationsMax);
  const names = [...new Set(told.flatMap(({ about }) => about))].filter((name) => name !== '');
  const concerned = journal.filter((entry) => isAbout(entry, names));
  const lines = [
    ...plot.map(({ at, text }) => ({ at, text: `— ${text}` })),
    ...concerned.map((entry) => ({ at: entry.at - startAt, text: lineOf(entry) })),
  ].sort((a, b) => a.at - b.at);
  const last = lines.slice(-linesMax);
  return [
    `seed ${seed} breaks ${violations.length} ${violations.length === 1 ? 'promise' : 'promises'}, under ${faults.join(', ') || 'no faults'}:`,
    ...told.map(({ rule, text }) => `  ${rule}  ${text}`),
    ...(violations.length > told.length ? [`  … and ${violations.length - told.length} more`] : []),
    ...(lines.length > last.length ? [`  … ${lines.length - last.length} lines before`] : []),
    ...last.map(({ at, text }) => `  ${(at / 1_000).toFixed(3).padStart(8)} s  ${text}`),
    `again: npm run simulate -- --seed ${seed} --seeds 1`,
  ].join('\n');
}

const textMax = 160;

const lineOf = ({ at: _, who, connection, is, ...facts }: JournalEntry) => {
  const text = JSON.stringify(facts);
  return `${who} (${connection}) ${is} ${text.length > textMax ? `${text.slice(0, textMax)}…` : text}`;
};

function isAbout(entry: JournalEntry, names: readonly string[]): boolean {
  if (entry.is === 'view' || entry.is === 'look') return false;
  const text = JSON.stringify(entry);
  return names.some((name) => text.includes(name));
}
