import { writeFile } from 'node:fs/promises';
import type { Told } from '@entraide/core/whatif';
import { CliError } from '../cli/cli-error.js';

/** What the command needs of its process. */
export interface WhatifHost {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Set when something went wrong that needs no further words. */
  exitCode?: number | string | null | undefined;
}

export interface WhatifFlags {
  policy?: string;
  against?: string;
  from?: string;
  community?: string;
  config?: string;
  model?: string;
  coaches?: number;
  hours: number;
  limit?: number;
  seed: number;
  runs?: number;
  json?: string;
  scenario?: 'erlang' | 'fair-share';
  verify?: boolean;
  /** Rules for points, to be previewed. */
  recognition?: string;
}

/** A flag that this way of calling the command can't do without. */
export function need(flags: WhatifFlags, name: 'policy' | 'from'): string {
  const value = flags[name];
  if (value !== undefined) return value;
  throw new CliError(`unable to play what-if; --${name} is missing`, { todo: 'See entraide whatif --help.' });
}

/** Runs as they end, on standard error. */
export const tell =
  ({ stderr }: WhatifHost): Told =>
  ({ name, done, runs }) =>
    stderr.write(`whatif: ${name}, run ${done} of ${runs}\n`);

/** Infinities, which JSON lacks, become null. */
export async function writeFigures({ json }: WhatifFlags, figures: object): Promise<void> {
  if (json !== undefined) await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
}
