import { writeFile } from 'node:fs/promises';
import { createWebSocketTransport } from '@entraide/client';
import { Command, InvalidArgumentError } from 'commander';
import { WebSocket } from 'ws';
import { resolveDeployment } from '../cli/deployment.js';
import { configOption, dataOption } from '../cli/options.js';
import { createCoachTokens } from './coach-tokens.js';
import { printReport } from './print-report.js';
import type { ProgressStream } from './progress.js';
import { replay } from './replay.js';

/** What the command needs of its process. */
export interface ReplayHost extends Pick<NodeJS.Process, 'env' | 'cwd'> {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
  /** Set when something went wrong that needs no further words. */
  exitCode?: number | string | null | undefined;
  once(signal: 'SIGINT', listener: () => void): unknown;
  off(signal: 'SIGINT', listener: () => void): unknown;
}

interface ReplayFlags {
  url: string;
  community: string;
  speed: number;
  concurrency: number;
  limit?: number;
  gapMaxMs: number;
  graceMs: number;
  json?: string;
  config?: string;
  data?: string;
}

const howTo = `
FILE has one dialogue a line: {"id", "topic"?, "locale"?, "turns": [{"from": "visitor" | "coach", "text", "t"}]}, t in
seconds. A visitor and a coach play each over sockets of their own, with the client SDK. The visitor's first turn is the
question; coach turns before it are played right after it. The coach claims when the first coach turn is due, and all
who helped are one coach. The coach closes the conversation as served; where no coach wrote, the visitor leaves. A
dialogue that can't go on is closed as abandoned and told as unfinished. Blank turns, turns that are too long and turns
of anybody else are skipped and counted.

Each transcript is then compared with the file three times: as the visitor's client saw it, as the coach's did, and as
a connection reads it that comes afterwards. The exit status is 0 only when every dialogue came to its end and nothing
was lost, doubled, reordered or changed.

Examples:
  entraide replay dialogues.jsonl.gz --speed 20 --concurrency 50
  ENTRAIDE_SECRET=… entraide replay dialogues.jsonl --url wss://help.example.com --community shop --limit 10`;

/** `entraide replay`: recorded dialogues through a running server. */
export function replayCommand(host: ReplayHost = process): Command {
  return new Command('replay')
    .description('play recorded dialogues through a running server, and compare what came of them')
    .argument('<file>', 'JSON Lines of dialogues, gzipped where the name ends in .gz')
    .option('--url <url>', 'the server', serverUrl, 'ws://127.0.0.1:8787')
    .option('--community <id>', 'the community to play in', 'demo')
    .option('--speed <factor>', 'how many times faster than recorded', positive, 1)
    .option('--concurrency <number>', 'dialogues at once', count, 50)
    .option('--limit <number>', 'play only the first dialogues', count)
    .option('--gap-max-ms <ms>', 'longest pause between turns, after --speed', milliseconds, 1_000)
    .option(
      '--grace-ms <ms>',
      'how much longer than its pauses a dialogue may take, plus 1 s a turn',
      milliseconds,
      60_000,
    )
    .option('--json <file>', 'write the figures there')
    .addOption(configOption())
    .addOption(dataOption())
    .addHelpText('after', howTo)
    .action((file: string, flags: ReplayFlags) => runReplay(host, file, flags));
}

async function runReplay(host: ReplayHost, file: string, flags: ReplayFlags): Promise<void> {
  const { url, community, speed, concurrency, limit, gapMaxMs, graceMs, json } = flags;
  const deployment = await resolveDeployment(deploymentFlags(flags), { env: host.env, cwd: host.cwd() });
  const signCoach = createCoachTokens(deployment, community);
  const transport = createWebSocketTransport({ url, WebSocket });
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new Error('it was interrupted'));
  host.once('SIGINT', stop);
  try {
    const report = await replay({
      ...{ file, stage: { url, community, transport, signCoach }, pace: { speed, gapMaxMs }, concurrency, graceMs },
      ...(limit !== undefined && { limit }),
      ...{ progress: host.stderr, signal: interrupt.signal },
    });
    if (json !== undefined) await writeFile(json, `${JSON.stringify({ file, ...flags, ...report }, null, 2)}\n`);
    host.stdout.write(printReport(report));
    if (!report.ok) host.exitCode = 1;
  } finally {
    host.off('SIGINT', stop);
  }
}

const deploymentFlags = ({ config, data }: ReplayFlags) => ({
  ...(config !== undefined && { config }),
  ...(data !== undefined && { data }),
});

function serverUrl(text: string): string {
  if (URL.canParse(text) && /^(wss?|https?):$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('It must be a URL such as ws://127.0.0.1:8787.');
}

function positive(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('It must be a number above 0.');
}

function count(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

function milliseconds(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a number of milliseconds.');
}
