import type { ComparedFigure, Comparison } from './compare-outcomes.js';
import type { Estimate } from './estimate.js';
import type { Figures } from './outcome.js';

type Unit = 'share' | 'duration' | 'number';

/** How each figure is called where people read it, and in what it is counted. */
const words: Readonly<Record<keyof Figures, readonly [label: string, unit: Unit]>> = {
  answeredShare: ['answered', 'share'],
  promptShare: ['first words within 10 s', 'share'],
  firstResponseP50Ms: ['first words, p50', 'duration'],
  firstResponseP90Ms: ['first words, p90', 'duration'],
  waitMeanMs: ['wait for a claim, mean', 'duration'],
  waitP90Ms: ['wait for a claim, p90', 'duration'],
  lostShare: ['lost demand', 'share'],
  offersPerCoach: ['offers per coach', 'number'],
  pingsPerCoach: ['pings per coach', 'number'],
  wastedClaimShare: ['claims of who had gone', 'share'],
  claimsGini: ['Gini of claims', 'number'],
  helpingShare: ['coaches with a conversation', 'share'],
};

/** Digits that say no more than the interval does would be noise; these are few and always the same. */
const formats: Readonly<Record<Unit, (value: number) => string>> = {
  share: (value) => `${(value * 100).toFixed(1)} %`,
  duration: (value) => `${(value / 1_000).toFixed(1)} s`,
  number: (value) => value.toFixed(2),
};

function formatEstimate(estimate: Estimate | null, unit: Unit, isSigned = false): string {
  if (!estimate) return 'none';
  const format = formats[unit];
  const signed = (value: number) => (isSigned && value > 0 ? `+${format(value)}` : format(value));
  if (!Number.isFinite(estimate.low)) return signed(estimate.mean);
  return `${signed(estimate.mean)} [${format(estimate.low)}, ${format(estimate.high)}]`;
}

/** Rows as aligned columns; the first to the left, the others to the right. */
export function alignTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('   ').trimEnd()).join('\n');
}

const row = ({ figure, a, b, difference, isDifferent }: ComparedFigure): string[] => {
  const [label, unit] = words[figure];
  const said = formatEstimate(difference, unit, true);
  return [
    label,
    formatEstimate(a, unit),
    formatEstimate(b, unit),
    difference ? `${said}${isDifferent ? ' *' : '  '}` : said,
  ];
};

/** Two policies side by side: means with 95 % intervals; a star where the difference's interval leaves out zero. */
export function formatComparison({ figures }: Comparison, names: readonly [a: string, b: string]): string {
  return alignTable([['', ...names, 'difference  '], ...figures.map(row)]);
}

/** Several worlds side by side, one figure a row. */
export function formatFigures(
  columns: readonly { name: string; figures: Readonly<Record<keyof Figures, Estimate | null>> }[],
  shown: readonly (keyof Figures)[],
): string {
  const rows = shown.map((figure) => {
    const [label, unit] = words[figure];
    return [label, ...columns.map(({ figures }) => formatEstimate(figures[figure], unit))];
  });
  return alignTable([['', ...columns.map(({ name }) => name)], ...rows]);
}
