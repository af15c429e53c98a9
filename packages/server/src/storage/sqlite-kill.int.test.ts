import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSqliteStorage } from './sqlite-storage.js';

const root = path.resolve(import.meta.dirname, '../../../..');
// In the repository, so that it finds its packages; per process, so that two runs don't meet.
const child = path.join(root, '.cache', `sqlite-kill-${process.pid}.mjs`);
const kills = 20;
const writersCount = 40;

/** Commits two events and says so, over and over, until it is killed. */
const source = `
  import { writeSync } from 'node:fs';
  import { createSqliteStorage } from './sqlite-storage.js';
  const [, , file, run] = process.argv;
  const storage = createSqliteStorage({ file, views: [] });
  async function write(stream) {
    let head = { version: 0, commitId: '' };
    for (let n = 1; ; n++) {
      const id = stream + '/' + n;
      const event = { type: 'message.posted', at: n, by: { kind: 'visitor', name: 'Ada' }, data: {}, content: { text: id } };
      const command = { id, hash: id, result: JSON.stringify(id) };
      const appends = [{ stream, expected: head, events: [event, event] }];
      const outcome = await storage.commit({ community: 'demo', command, appends, rows: [] });
      writeSync(1, id + '\\n');
      head = outcome.heads[stream];
    }
  }
  for (let writer = 0; writer < ${writersCount}; writer++) void write(run + '-' + writer);
`;

beforeAll(() =>
  build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@entraide/source'],
    external: ['libsql', 'kysely'],
    outfile: child,
    logLevel: 'error',
  }),
);
afterAll(() => rmSync(child));

/** The ids that the child had acknowledged when it was killed. */
function runAndKill(file: string, run: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const { stdout, stderr, ...running } = spawnChild(file, run);
    let text = '';
    let errors = '';
    const acksUntilKill = 30 + Math.floor(Math.random() * 600);
    stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.split('\n').length > acksUntilKill) running.kill();
    });
    stderr.setEncoding('utf8').on('data', (chunk: string) => {
      errors += chunk;
    });
    running.closed.then(
      (signal) => (signal === 'SIGKILL' ? resolve(text.split('\n').slice(0, -1)) : reject(new Error(errors))),
      reject,
    );
  });
}

function spawnChild(file: string, run: number) {
  const process_ = spawn(process.execPath, [child, file, `run${run}`]);
  const closed = new Promise<NodeJS.Signals | null>((resolve) => process_.on('close', (_, signal) => resolve(signal)));
  return { stdout: process_.stdout, stderr: process_.stderr, closed, kill: () => process_.kill('SIGKILL') };
}

it(`loses nothing that was acknowledged when it is killed, ${kills} times under load`, {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'entraide-kill-'));
  const file = path.join(folder, 'entraide.db');
  let acknowledged = 0;
  try {
    for (let run = 0; run < kills; run++) {
      const ids = await runAndKill(file, run);
      acknowledged += ids.length;
      const storage = createSqliteStorage({ file, views: [] });
      const streams = Array.from({ length: writersCount }, (_, writer) => ({ stream: `run${run}-${writer}` }));
      const loaded = await storage.load({ community: 'demo', streams });
      await storage.close();
      const stored = loaded.streams.flatMap(({ events }) => events.map(({ content }) => content?.['text']));
      const known = new Set(stored);
      expect(ids.filter((id) => !known.has(id))).toEqual([]);
      expect(stored.length, 'both events of a commit or none').toBe(known.size * 2);
      for (const { head, events } of loaded.streams)
        expect(events.map(({ offset }) => offset)).toEqual(Array.from({ length: head.version }, (_, n) => n + 1));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(acknowledged).toBeGreaterThan(kills * 30);
});
