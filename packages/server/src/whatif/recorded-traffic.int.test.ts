import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCommunity, views } from '@entraide/core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createSqliteStorage } from '../storage/sqlite-storage.js';
import { whatifCommand } from './whatif-command.js';

const policy = { name: 'by two', dispatch: { part: 'waves', size: 2, everyMs: 20_000 } } as const;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whatif-data-'));
  await writeFile(path.join(folder, 'policy.json'), JSON.stringify(policy));
  const storage = createSqliteStorage({ file: path.join(folder, 'entraide.db'), views });
  const community = createCommunity({
    ...{ id: 'demo', storage, matching: policy, availability: { coachesMin: 1, opensAfterMs: 0, closesAfterMs: 0 } },
  });
  const ben = await community.coach({ name: 'Ben' });
  await community.coach({ name: 'Zoe' });
  for (let index = 0; index < 3; index += 1) {
    const { conversationId } = await (await community.visitor()).call('conversation.ask', { text: 'Which size?' });
    await vi.waitUntil(async () => (await ben.call('view.open', { view: 'inbox' })).rows.length > 0);
    await ben.call('request.claim', { conversationId });
    await ben.call('message.post', { conversationId, text: 'Half a size up.' });
    await ben.call('conversation.close', { conversationId, outcome: 'served' });
  }
  await community.close();
  await storage.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function whatif(...args: string[]) {
  const told = { out: '', exitCode: 0 as unknown };
  const host = {
    stdout: { write: (text: string) => (told.out += text) },
    stderr: { write: () => true },
    set exitCode(code: number | string | null | undefined) {
      told.exitCode = code;
    },
  };
  const from = ['--from', folder, '--policy', path.join(folder, 'policy.json')];
  await whatifCommand(host)
    .exitOverride()
    .parseAsync([...args, ...from], { from: 'user' });
  return told;
}

it('decides what a server stored on its disk again, byte for byte', async () => {
  expect(await whatif('--verify')).toEqual({
    out: '3 decisions, 3 the same byte for byte, 0 different\n',
    exitCode: 0,
  });
});
it('plays it under another policy', async () => {
  const { out } = await whatif('--runs', '2');
  expect(out).toMatch(/^3 questions, 2 coaches, 2 runs of seed 1\n\n +open-board +by two +difference\nanswered /);
});
it('says which communities there are, where the one that is named is not', async () => {
  await expect(whatif('--community', 'shop')).rejects.toThrow('holds nothing of shop');
});
