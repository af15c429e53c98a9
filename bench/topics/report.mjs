const round = (value) => Number(value.toPrecision(4));

function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

/** @param found by set: one object of metrics for each round. What can't be said of a set is left out. */
export const summarise = (found) =>
  Object.entries(found).flatMap(([target, rounds]) =>
    Object.keys(rounds[0]).flatMap((metric) => {
      const values = rounds.map((one) => one[metric]).filter((value) => !Number.isNaN(value));
      if (values.length === 0) return [];
      const [median, min, max] = [middle(values), Math.min(...values), Math.max(...values)].map(round);
      return [{ target, metric, median, min, max }];
    }),
  );

export const toJson = ({ rounds, rows }) => ({ bench: 'topics', rounds, rows });

const columns = [
  ['accuracy', 'accuracy', 2],
  ['coverage', 'routed', 2],
  ['routed_accuracy', 'right of those', 2],
  ['out_of_scope_routed', 'out of scope routed', 2],
  ['train_s', 'learning, s', 1],
  ['guess_us', 'a guess, µs', 0],
];

export function toText({ rounds, rows, confidenceMin }) {
  const cell = (target, [metric, , digits]) => {
    const row = rows.find((one) => one.target === target && one.metric === metric);
    return row ? row.median.toFixed(digits) : '–';
  };
  const table = [
    ['set', ...columns.map(([, title]) => title)],
    ...[...new Set(rows.map(({ target }) => target))].map((target) => [
      target,
      ...columns.map((column) => cell(target, column)),
    ]),
  ];
  const widths = table[0].map((_, index) => Math.max(...table.map((line) => line[index].length)));
  const lines = table.map((line) =>
    line.map((text, index) => (index === 0 ? text.padEnd(widths[index]) : text.padStart(widths[index]))).join('  '),
  );
  return [`medians of ${rounds} splits; routed at a confidence of ${confidenceMin}`, '', ...lines].join('\n');
}
