import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { erlangC, volunteerParameters } from '@entraide/core/whatif';
import { expect, it } from 'vitest';

const guide = readFileSync(path.resolve(import.meta.dirname, '../docs/guides/whatif.md'), 'utf8');

const printed = (value: number, kind: string) => {
  if (kind !== 'duration') return `${Math.round(value * 1_000) / 10} %`;
  return value < 3_600_000 ? `${value / 1_000} s` : `${value / 3_600_000} h`;
};
const rows = Object.entries(volunteerParameters).map(
  ([name, { value, kind, source }]) => `| \`${name}\` | ${printed(value, kind)} | ${source} |`,
);
const table = ['| parameter | default | source |', '| --- | --- | --- |', ...rows].join('\n');

it('the guide lists every parameter of the volunteer model with its source', () => {
  expect(/<!-- parameters -->\n\n([\s\S]*?)\n\n<!-- \/parameters -->/.exec(guide)?.[1]).toBe(table);
});

it('the printed check against Erlang C says what the formula says, and agrees with it', () => {
  const queue = { load: (20_000 * 600_000) / (30 * 24 * 3_600_000), slots: 8, meanServiceMs: 600_000 };
  const share = erlangC(queue).within(10_000) * 100;
  expect(guide).toContain(
    `${queue.load.toFixed(2)} conversations at once on 8 slots, ${share.toFixed(1)} % within 10 s`,
  );
  const [, low, high] = /first words within 10 s +[\d.]+ % \[([\d.]+) %, ([\d.]+) %\]/.exec(guide) ?? [];
  expect(Number(low)).toBeLessThanOrEqual(share);
  expect(Number(high)).toBeGreaterThanOrEqual(share);
});

it('every link of the guide leads somewhere', () => {
  const links = [...guide.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link as string);
  for (const link of links)
    expect(existsSync(path.resolve(import.meta.dirname, '../docs/guides', link)), link).toBe(true);
});
