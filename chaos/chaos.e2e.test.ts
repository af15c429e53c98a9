import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface Row {
  row: string;
  leftOut?: string;
  verdict?: string;
  lost?: number;
  doubled?: number;
}

/** In a process of its own, without vitest's conditions: it runs what is built, as users do. */
async function makeChaos(...args: string[]): Promise<{ status: number; said: string; rows: Row[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chaos-test-'));
  const file = path.join(folder, 'chaos.json');
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'run.mjs'), ...args, '--json', file], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const [status] = await once(child, 'close');
  const rows = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text).chaos,
    () => [],
  );
  await rm(folder, { recursive: true });
  return { status, said, rows };
}

describe('real processes that are killed', () => {
  it('lose nothing that was accepted, and do nothing twice', async () => {
    const { status, said, rows } = await makeChaos(
      '--short',
      '--rows',
      'node-kill,postgres-kill,ambiguous,sqlite-kill',
    );
    console.info(
      said
        .split('\n')
        .filter((line) => !line.startsWith('chaos: '))
        .join('\n'),
    );
    const faults = rows.filter(({ leftOut, verdict }) => !leftOut && verdict !== 'kept');
    expect({ status, faults }, said).toEqual({ status: 0, faults: [] });
    expect(rows.map(({ row }) => row)).toContain('node-kill');
  }, 300_000);
});
