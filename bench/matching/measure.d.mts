interface Target {
  name: string;
  to: string | null;
  start(): (request: unknown) => string;
}
export const metric: string;
export function listTargets(sizes: readonly number[], fitting: number): Target[];
export function measure(
  targets: readonly Target[],
  options: { rounds: number; seconds: number; say: (line: string) => void },
): Parameters<typeof import('../messages/report.mjs').toJson>[0];
