import type { ReplayReport, Spread } from './summarize.js';

/** Of each list; the whole stands in the JSON file. */
const listedMax = 20;

/** The report as people read it. */
export function printReport(report: ReplayReport): string {
  const { dialogues, turns, closed, compared, differences, unfinished } = report;
  const { blank, tooLong, otherSpeaker } = turns.skipped;
  const lines = [
    `dialogues   ${dialogues.finished} of ${dialogues.total} finished${note(dialogues.withoutQuestion, 'without a question')}`,
    `turns       ${turns.sent} sent, ${blank} blank skipped${note(tooLong, 'too long')}${note(otherSpeaker, 'of other speakers')}`,
    `claims      ${report.claims}${spread(report.claimMs)}`,
    `delivery    ${report.deliveryMs.count} messages${spread(report.deliveryMs)}`,
    `closed      ${list(closed)}`,
    `pace        ${report.messagesPerSecond} messages per second over ${report.seconds} s`,
    `compared    ${compared} transcripts, ${differences.length} differ`,
    ...shorten(
      differences.map(({ dialogue, reader, kind, turn }) => `  ${dialogue}: ${reader} sees turn ${turn} ${kind}`),
    ),
    ...shorten(unfinished.map(({ dialogue, reason }) => `  ${dialogue} did not finish: ${reason}`)),
    ...(report.stopped ? [`stopped     ${report.stopped}`] : []),
    report.ok ? 'ok          nothing lost, doubled, reordered or changed' : 'FAILED',
  ];
  return `${lines.join('\n')}\n`;
}

const note = (count: number, what: string) => (count > 0 ? `, ${count} ${what}` : '');
const spread = ({ count, p50, p99 }: Spread) => (count > 0 ? `, p50 ${p50} ms, p99 ${p99} ms` : '');
const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ') || 'none';

function shorten(lines: readonly string[]): readonly string[] {
  if (lines.length <= listedMax) return lines;
  return [...lines.slice(0, listedMax), `  … and ${lines.length - listedMax} more`];
}
