import { readFileSync } from 'node:fs';
import { type ReplayHost, replayCommand } from '../replay-command.js';
import type { ReplayReport } from '../summarize.js';

export const secret = 'a-secret-of-the-replay-tests';

/** Runs the command as the CLI does, and returns what it printed, wrote and would exit with. */
export async function runReplay(
  file: string,
  { json, args, interruptAfterMs }: { json: string; args: readonly string[]; interruptAfterMs?: number },
) {
  const written = { stdout: '', stderr: '' };
  const host: ReplayHost = {
    env: { ENTRAIDE_SECRET: secret },
    cwd: () => import.meta.dirname,
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    once: (_, interrupt) => interruptAfterMs && setTimeout(interrupt, interruptAfterMs),
    off: () => undefined,
  };
  await replayCommand(host).parseAsync([file, '--json', json, ...args], { from: 'user' });
  const report: ReplayReport = JSON.parse(readFileSync(json, 'utf8'));
  return { ...written, report, exitCode: host.exitCode ?? 0 };
}
