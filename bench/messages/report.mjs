/** Figures from rounds: medians, ranges, and ratios that compare only what was measured in the same round. */

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const round = (value) => Number(value.toPrecision(5));

const summarise = (values) => ({
  median: round(median(values)),
  min: round(Math.min(...values)),
  max: round(Math.max(...values)),
});

/** Ratios of the rounds in which both were measured, or undefined when there was none. */
function compare(rounds, { target, reference, metric }) {
  const ratios = rounds
    .map((round) => [round[target]?.[metric], round[reference]?.[metric]])
    .filter(([mine, theirs]) => mine !== undefined && theirs !== undefined && theirs > 0)
    .map(([mine, theirs]) => mine / theirs);
  return ratios.length > 0 ? summarise(ratios) : undefined;
}

/** @returns a row for each metric and each target that has it, in that order. */
export function summariseRounds(rounds, { targets, metrics, references }) {
  const rows = [];
  for (const metric of metrics) {
    for (const target of targets) {
      const values = rounds.map((round) => round[target]?.[metric]).filter((value) => value !== undefined);
      if (values.length === 0) continue;
      const ratios = {};
      for (const reference of references) {
        const ratio = reference === target ? undefined : compare(rounds, { target, reference, metric });
        if (ratio) ratios[reference] = ratio;
      }
      rows.push({ target, metric, ...summarise(values), ratios });
    }
  }
  return rows;
}

/** The form that all benchmarks of this repository write: a ratio there is the median of the rounds' ratios. */
export function toJson(rows, { bench, rounds }) {
  return {
    bench,
    rounds,
    rows: rows.map(({ ratios, ...row }) => {
      const medians = Object.entries(ratios).map(([reference, ratio]) => [reference, ratio.median]);
      return medians.length > 0 ? { ...row, ratioTo: Object.fromEntries(medians) } : row;
    }),
  };
}

const figure = (value) =>
  value >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
const range = ({ min, max }) => `${figure(min)} – ${figure(max)}`;
const times = (ratio) => (ratio ? `${figure(ratio.median)} (${range(ratio)})` : '');

/** One table per metric, for people. */
export function toText(rows, { metrics, references }) {
  const blocks = metrics.map(({ name, title }) => {
    const lines = rows
      .filter(({ metric }) => metric === name)
      .map((row) => [row.target, figure(row.median), range(row), ...references.map((to) => times(row.ratios[to]))]);
    if (lines.length === 0) return `${title}\n  not measured here`;
    const table = [['target', 'median', 'range', ...references.map((to) => `× ${to} (range)`)], ...lines];
    const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
    const align = (cell, column) => (column === 1 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]));
    return [title, ...table.map((line) => `  ${line.map(align).join('  ').trimEnd()}`)].join('\n');
  });
  return blocks.join('\n\n');
}
