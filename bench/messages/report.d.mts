/** What one round found: by target, by metric. */
export type Round = Record<string, Record<string, number | undefined>>;

export interface Summary {
  median: number;
  min: number;
  max: number;
}

export interface Row extends Summary {
  target: string;
  metric: string;
  /** By the target compared with. */
  ratios: Record<string, Summary>;
}

export interface JsonReport {
  bench: string;
  rounds: number;
  rows: (Summary & { target: string; metric: string; ratioTo?: Record<string, number> })[];
}

export function median(values: number[]): number;
export function summariseRounds(
  rounds: Round[],
  options: { targets: string[]; metrics: string[]; references: string[] },
): Row[];
export function toJson(rows: Row[], options: { bench: string; rounds: number }): JsonReport;
export function toText(
  rows: Row[],
  options: { metrics: { name: string; title: string }[]; references: string[] },
): string;
